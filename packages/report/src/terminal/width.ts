/** Characters that take two columns: East Asian wide and emoji; and none: combining marks. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /\p{Mn}|\p{Me}/u;

/** Columns a terminal needs for a text without control characters. */
export function widthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the common case, printable ASCII, counts as it is
  if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** At most `width` columns, ending in `…` (or another mark) where something was cut. */
export function truncate(text: string, width: number, mark = '…'): string {
  if (widthOf(text) <= width) return text;
  if (width < widthOf(mark)) return '';
  let kept = '';
  let used = widthOf(mark);
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    kept += character;
  }
  return kept + mark;
}

/** Breaks at blanks (not at no-break ones) into lines of at most `width` columns; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Like {@link wrap}, but a word that is longer than a line is broken: for what must not be wider than the screen. */
export const fold = (text: string, width: number): readonly string[] =>
  wrap(text, width).flatMap((line) => pieces(line, width));

function pieces(line: string, width: number): readonly string[] {
  if (widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of line) {
    const more = widthOf(character);
    if (used + more > width && piece !== '') {
      lines.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...lines, piece];
}
