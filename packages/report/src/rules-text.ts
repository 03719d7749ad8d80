import type { Rule, Severity } from '@outrider/core';
import type { Tone } from './terminal/paint.ts';
import { table } from './terminal/table.ts';
import type { TextOptions } from './text-options.ts';

const TONES: Readonly<Record<Severity, Tone>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** `outrider rules` for people: the catalogue, one line a rule; those about changes stand by themselves. */
export function rulesText(rules: readonly Rule[], { paint }: TextOptions): string {
  const [head = '', ...lines] = table(
    [{ title: 'RULE' }, { title: 'SEVERITY' }, { title: 'SAYS THAT' }],
    rules.map(({ meta }) => [
      { text: meta.id, paint: (text: string) => paint('bold', text) },
      { text: meta.severity, paint: (text: string) => paint(TONES[meta.severity], text) },
      { text: meta.summary },
    ]),
  );
  const isOfChange = (index: number): boolean => rules[index]?.changeFindings !== undefined;
  const ofChanges = lines.filter((_, index) => isOfChange(index));
  return [
    paint('dim', head),
    ...lines.filter((_, index) => !isOfChange(index)),
    ...(ofChanges.length > 0 ? ['', paint('dim', 'Of a change, in "outrider diff":'), ...ofChanges] : []),
    '',
    `outrider rules ID prints a rule's page; --rule ID=off silences it.`,
    '',
  ].join('\n');
}

/** A rule's page as it stands in its folder, headings told apart on a terminal. */
export const ruleText = (page: string, { paint }: TextOptions): string =>
  page.replace(/^(#+) (.*)$/gm, (_, marks: string, title: string) => paint('bold', `${marks} ${title}`));
