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

/** The first rows, and how many are left out. */
export function firstRows<Row>(
  all: readonly Row[],
  rows: number,
): { readonly shown: readonly Row[]; readonly more: string } {
  const shown = all.slice(0, rows);
  return { shown, more: shown.length < all.length ? `and ${all.length - shown.length} more` : '' };
}

/** Blocks with an empty line between them, without those that say nothing. */
export const blocksOf = (blocks: readonly string[]): string =>
  blocks.filter((block) => block !== '').join('\n\n');
