import type { Paint, Tone } from '../terminal/paint.ts';

interface Cell {
  readonly character: string;
  readonly tone: Tone | undefined;
}

/** One row of single-column characters, painted in runs of one tone. */
export interface Row {
  readonly put: (column: number, text: string, tone?: Tone) => void;
  readonly fill: (from: number, to: number, character: string, tone?: Tone) => void;
  /** Whether the columns hold nothing but blanks or one of `allowed`. */
  readonly isFree: (from: number, to: number, allowed?: string) => boolean;
  readonly print: (paint: Paint) => string;
}

export function emptyRow(columns: number): Row {
  const cells: Cell[] = Array.from({ length: columns }, () => ({ character: ' ', tone: undefined }));
  const put: Row['put'] = (column, text, tone) => {
    for (const [index, character] of Array.from(text).entries()) {
      if (column + index >= 0 && column + index < columns) cells[column + index] = { character, tone };
    }
  };
  return {
    put,
    fill: (from, to, character, tone) => put(from, character.repeat(Math.max(0, to - from)), tone),
    isFree: (from, to, allowed = '') =>
      to <= columns && cells.slice(from, to).every(({ character }) => ` ${allowed}`.includes(character)),
    print: (paint) => printCells(cells, paint),
  };
}

function printCells(cells: readonly Cell[], paint: Paint): string {
  const end = cells.findLastIndex(({ character }) => character !== ' ') + 1;
  let line = '';
  let run = '';
  for (const [index, { character, tone }] of cells.slice(0, end).entries()) {
    run += character;
    const next = index + 1 < end ? cells[index + 1] : undefined;
    if (next !== undefined && next.tone === tone) continue;
    line += tone === undefined ? run : paint(tone, run);
    run = '';
  }
  return line;
}
