/** One document's part of a file's text. */
export interface Chunk {
  /** 0-based index of the document in its file; empty documents count. */
  readonly document: number;
  /** 1-based line of the first character. */
  readonly line: number;
  readonly text: string;
  /** Content behind the `---` that opened the document, which kubectl refuses (P-003). */
  readonly onSeparator?: string;
}

const SEPARATOR = '---';

/**
 * Cuts a text where kubectl does: at every line that starts with `---`, be it inside a block scalar (P-003).
 * A separator with only blank lines before it opens document 0 instead of closing an empty one.
 *
 * Source: k8s.io/apimachinery v0.32.4 pkg/util/yaml/decoder.go, YAMLReader.
 */
export function* splitDocuments(text: string): Generator<Chunk> {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let document = 0;
  let line = 1;
  let onSeparator: string | undefined;
  const leading = leadingSeparator(text, start);
  if (leading !== undefined) {
    const end = lineEnd(text, leading);
    onSeparator = contentOf(text, leading, end);
    line += linesIn(text, start, end);
    start = end;
  }
  for (;;) {
    const separator = nextSeparator(text, start);
    const end = separator === -1 ? text.length : separator;
    const chunk = { document, line, text: text.slice(start, end) };
    yield onSeparator === undefined ? chunk : { ...chunk, onSeparator };
    if (separator === -1) return;
    const next = lineEnd(text, separator);
    onSeparator = contentOf(text, separator, next);
    line += linesIn(text, start, next);
    start = next;
    document++;
  }
}

/** A separator with nothing but blank lines before it. */
function leadingSeparator(text: string, start: number): number | undefined {
  const at = nextSeparator(text, start);
  return at === -1 || /\S/.test(text.slice(start, at)) ? undefined : at;
}

function nextSeparator(text: string, from: number): number {
  if (text.startsWith(SEPARATOR, from)) return from;
  const at = text.indexOf(`\n${SEPARATOR}`, from);
  return at === -1 ? -1 : at + 1;
}

/** Offset behind the line's break. */
function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
}

function contentOf(text: string, start: number, end: number): string | undefined {
  const rest = text.slice(start + SEPARATOR.length, end).trim();
  return rest === '' || rest.startsWith('#') ? undefined : rest;
}

export function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
