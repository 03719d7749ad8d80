import type { Position } from './manifest.ts';
import { linesIn } from './split-documents.ts';

/** Line and column of an offset in a part of the file that starts at `line`. */
export function positionAt(text: string, offset: number, line: number): Position {
  const at = Math.min(Math.max(offset, 0), text.length);
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return { line: line + linesIn(text, 0, at), column: at - lineStart + 1 };
}
