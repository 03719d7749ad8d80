import type { AnalysisDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import { markdownProse } from '../escape/prose.ts';
import type { Detail } from './fit.ts';
import { blocksOf, firstRows, markdownTable, rowsTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';
import { notComparedWords } from './not-compared.ts';
import { totalRows } from './total-rows.ts';
import { wordsMarkdown } from './words.ts';

/** Sums over all workloads. */
export const totalsTable = (diff: AnalysisDiff, { rows }: Detail): string =>
  rows === 0 ? '' : rowsTable('All workloads', totalRows(diff));

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

export function notComparedFold(diff: AnalysisDiff, { rows }: Detail): string {
  const all = notComparedWords(diff);
  if (all.length === 0) return '';
  const { shown, more } = firstRows(all, rows);
  const lines = shown.map((words) => `- ${wordsMarkdown(words)}`);
  return fold('Not compared', [...lines, ...(more === '' ? [] : [`- ${more}`])].join('\n'));
}
