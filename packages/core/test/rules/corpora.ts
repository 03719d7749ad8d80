import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { InputFile } from '../../src/inventory.ts';

/** A file of a corpus: its name is `project/path`. */
export function corpus(name: string): readonly InputFile[] {
  const packed = readFileSync(new URL(`../vectors/rules/${name}.jsonl.gz`, import.meta.url));
  return gunzipSync(packed)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line): InputFile => JSON.parse(line));
}

export const ofProject = (files: readonly InputFile[], project: string): readonly InputFile[] =>
  files.filter(({ file }) => file.startsWith(`${project}/`));

/** A Markdown table, its columns aligned: the first to the left, numbers to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
