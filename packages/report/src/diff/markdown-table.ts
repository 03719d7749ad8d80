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
