import type { Rule } from '@outrider/core';
import { table } from './terminal/table.ts';
import type { TextOptions } from './text-options.ts';

/** `outrider rules` for people: the catalogue, one line a rule. */
export function rulesText(rules: readonly Rule[], { paint }: TextOptions): string {
  const rows = rules.map(({ meta }) => [
    { text: meta.id, paint: (text: string) => paint('bold', text) },
    {
      text: meta.severity,
      paint: (text: string) =>
        paint(meta.severity === 'error' ? 'red' : meta.severity === 'warning' ? 'yellow' : 'blue', text),
    },
    { text: meta.summary },
  ]);
  const [head = '', ...lines] = table(
    [{ title: 'RULE' }, { title: 'SEVERITY' }, { title: 'SAYS THAT' }],
    rows,
  );
  return [
    paint('dim', head),
    ...lines,
    '',
    `outrider rules ID prints a rule's page; --rule ID=off silences it.`,
    '',
  ].join('\n');
}

/** A rule's page as it stands in its folder, headings told apart on a terminal. */
export const ruleText = (page: string, { paint }: TextOptions): string =>
  page.replace(/^(#+) (.*)$/gm, (_, marks: string, title: string) => paint('bold', `${marks} ${title}`));
