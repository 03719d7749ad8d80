import { layoutHint } from './layout-hints.ts';

/** What was probably meant, and where. */
export interface Hint {
  readonly offset: number;
  readonly message: string;
}

/** Reads the lines around a syntax error for the slips that people make. */
export function hintFor(text: string, offset: number): Hint | undefined {
  const start = lineStart(text, offset);
  const line = lineAt(text, start);
  for (const [pattern, message] of SLIPS) {
    if (pattern.test(line)) return { offset, message };
  }
  if (indentOf(line) < indentOf(firstLine(text))) {
    return { offset, message: 'this line is indented less than the first one' };
  }
  const above = text.slice(0, start).split('\n').slice(-LINES_ABOVE).filter(isContent);
  const nextStart = start + line.length + 1;
  const hint = layoutHint(above, line, lineAt(text, nextStart));
  if (hint === undefined) return undefined;
  const at = hint.linesBelow === 0 ? offset : nextStart + indentOf(lineAt(text, nextStart));
  return { offset: at, message: hint.message };
}

export const TAB_HINT = 'a tab in the indentation; indent with spaces';

const LINES_ABOVE = 200;

const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^ *\t/, TAB_HINT],
  [
    /^\s*(?:-\s*)?(?:…|\.{2,})\s*$/,
    'a line of dots stands for left-out text; write the text or make it a comment',
  ],
  [/\u00a0/, 'a no-break space (U+00A0) stands where a space is meant'],
  [/'[^']*'[^',\]\s:][^']*'/, 'quotes inside quotes; write the inner ones double or use the other kind'],
  [/"[^"]*"[^",\]}\s:#][^"]*"/, 'quotes inside quotes; write the inner ones as \\" or use the other kind'],
];

const lineStart = (text: string, offset: number): number =>
  offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end);
}

const isContent = (line: string): boolean => !/^[ \t]*(?:#.*)?\r?$/.test(line);

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

const firstLine = (text: string): string => /^(?![ \t]*(?:#.*)?\r?$).*$/m.exec(text)?.[0] ?? '';
