import type { Row } from './row.ts';
import { wordsMarkdown } from './words.ts';

/** Rows of cells that are Markdown already, under titles; a title that ends in `:` is aligned right. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = titles.map((title) => (title.endsWith(':') ? '--:' : ':--'));
  return [
    line(titles.map((title) => title.replace(/:$/, ''))),
    `|${rule.join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

/** Rows of a comparison under a title, their changes in bold; a part of a row stands below it. */
export function rowsTable(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ label, before, after, change, isPart = false }) => [
    `${isPart ? '– ' : ''}${wordsMarkdown(label)}`,
    wordsMarkdown(before),
    wordsMarkdown(after),
    isPart ? wordsMarkdown(change) : bold(wordsMarkdown(change)),
  ]);
  return markdownTable([title, 'Base:', 'Head:', 'Change:'], cells);
}

export const bold = (text: string): string => (text === '0' || text === '–' ? text : `**${text}**`);

/** The first rows, and how many are left out. */
export function firstRows<Item>(
  all: readonly Item[],
  rows: number,
): { readonly shown: readonly Item[]; readonly more: string } {
  const shown = all.slice(0, rows);
  return { shown, more: shown.length < all.length ? `and ${all.length - shown.length} more` : '' };
}

/** Blocks with an empty line between them, without those that say nothing. */
export const blocksOf = (blocks: readonly string[]): string =>
  blocks.filter((block) => block !== '').join('\n\n');
