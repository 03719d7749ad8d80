import { sourceLine } from './escape/visible.ts';
import type { Paint } from './terminal/paint.ts';
import { padStart, truncate } from './terminal/width.ts';

export interface ExcerptOptions {
  readonly paint: Paint;
  readonly width: number;
}

/** The value that starts at a column: a quoted string to its quote, a flow collection to its end on the line. */
function tokenLength(text: string): number {
  const token =
    /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(text)?.[0] ??
    /^[[{].*[\]}]/.exec(text)?.[0] ??
    /^.*?(?=\s+#|\s*$|,\s|\s*[\]}])/.exec(text)?.[0] ??
    '';
  return Math.max(1, token.length);
}

/** A line of the source with a caret under the value at `column` (1-based), cut to the width around it. */
export function excerpt(
  text: string,
  place: { line: number; column: number },
  options: ExcerptOptions,
): readonly string[] {
  const { paint, width } = options;
  const number = padStart(String(place.line), 5);
  const room = Math.max(20, width - number.length - 3);
  const shownAll = sourceLine(text);
  const column = Math.min(Math.max(1, place.column), shownAll.length + 1) - 1;
  const start = column < room - 10 ? 0 : column - Math.floor(room / 2);
  const shown = shownAll.slice(start, start + room).trimEnd();
  const carets = Math.min(tokenLength(shownAll.slice(column)), Math.max(1, shown.length - (column - start)));
  const bar = paint('dim', '|');
  return [
    `${paint('dim', number)} ${bar} ${shown}`,
    `${' '.repeat(number.length)} ${bar} ${' '.repeat(column - start)}${paint('red', '^'.repeat(carets))}`,
  ];
}

/** A line of the source without a caret, for what stands around another. */
export function numbered(text: string, line: number, { paint, width }: ExcerptOptions): string {
  const shown = truncate(sourceLine(text).trimEnd(), Math.max(20, width - 8));
  return `${paint('dim', padStart(String(line), 5))} ${paint('dim', '|')} ${shown}`;
}
