import { padEnd, padStart, widthOf } from './width.ts';

/** A cell is text without control characters; `paint` adds colour after its width was measured. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** Rows under titles, columns two blanks apart, no trailing blanks. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly string[] {
  const titles = columns.map(({ title }): Cell => ({ text: title }));
  const widths = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => widthOf(row[index]?.text ?? ''))),
  );
  const line = (row: readonly Cell[]): string =>
    columns
      .map(({ align }, index) => {
        const { text, paint = String } = row[index] ?? { text: '' };
        const padded = (align === 'right' ? padStart : padEnd)(text, widths[index] ?? 0);
        return text === '' ? padded : padded.replace(text, () => paint(text));
      })
      .join('  ')
      .trimEnd();
  return [titles, ...rows].map(line);
}
