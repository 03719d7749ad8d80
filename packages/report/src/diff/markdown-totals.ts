import type { AmountsDiff, AnalysisDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import { markdownProse } from '../escape/prose.ts';
import type { Detail } from './fit.ts';
import { shortName } from './identity.ts';
import { blocksOf, firstRows, markdownTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';
import { resourceWords } from './rows.ts';
import { inOneUnit, signed } from './signed.ts';
import { wordsMarkdown } from './words.ts';

/** Requests of all workloads together; nothing where only one changes, whose own table says it. */
export function totalsTable({ totals, workloads }: AnalysisDiff, { rows }: Detail): string {
  if (workloads.filter(({ change }) => change !== 'unchanged').length < 2 || rows === 0) return '';
  const { replicated, perNode } = totals.resources;
  const lines = [...totalRows(replicated, ''), ...totalRows(perNode, ' per node')];
  return lines.length === 0 ? '' : markdownTable(['All workloads', 'Base:', 'Head:', 'Change:'], lines);
}

function totalRows({ before, after, delta }: AmountsDiff, of: string): readonly (readonly string[])[] {
  return Object.entries(delta.requests)
    .filter(([, change]) => change !== '0')
    .map(([resource, change]) => {
      const sides = [before, after].map(({ requests }) => requests[resource] ?? '0');
      const [from = '', to = '', by = ''] = inOneUnit(resource, [...sides, change]);
      return [`${wordsMarkdown(resourceWords(resource))} requests${of}`, from, to, `**${signed(by)}**`];
    });
}

/** Text that nobody can parse. */
export function unreadableTable({ unreadable }: AnalysisDiff, { rows }: Detail): string {
  const all = [
    ...unreadable.after.map((one) => ['**head**', one] as const),
    ...unreadable.before.map((one) => ['base', one] as const),
  ];
  const { shown, more } = firstRows(all, rows);
  if (shown.length === 0) return '';
  const table = markdownTable(
    ['', 'Cannot be read', 'Why'],
    shown.map(([side, { file, line, message }]) => [
      side,
      `${markdownCode(clip(file, 200))} line ${line}`,
      markdownProse(clip(message, 300)),
    ]),
  );
  return blocksOf([table, more === '' ? '' : `… ${more} that cannot be read`]);
}

export function notComparedFold({ notCompared }: AnalysisDiff, { rows }: Detail): string {
  if (notCompared.length === 0) return '';
  const { shown, more } = firstRows(notCompared, rows);
  const lines = shown.map(
    ({ identity, reason }) =>
      `- ${markdownCode(clip(shortName(identity), 120))}: ${markdownProse(clip(reason, 300))}`,
  );
  return fold('Not compared', [...lines, ...(more === '' ? [] : [`- ${more}`])].join('\n'));
}
