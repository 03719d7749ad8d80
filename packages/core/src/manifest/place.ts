import type { Position } from './manifest.ts';
import { linesIn } from './split-documents.ts';

/** Line and column of an offset in a part of the file that starts at `line`. */
export function positionAt(text: string, offset: number, line: number): Position {
  const at = Math.min(Math.max(offset, 0), text.length);
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return { line: line + linesIn(text, 0, at), column: at - lineStart + 1 };
}

/** The same for many offsets of one text: the starts of its lines are looked up, not counted again. */
export function positionsIn(text: string, line: number): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const index = lineIndexOf(starts, Math.min(offset, text.length));
    return { line: line + index, column: offset - (starts[index] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last start that is not behind the offset. */
function lineIndexOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
