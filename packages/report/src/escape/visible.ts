/**
 * C0 and C1 controls, DEL, and the characters that reorder or hide text (bidirectional overrides, zero-width
 * ones, line separators). A manifest may hold any of them; a terminal or a reader must not obey them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from a manifest as one line that a terminal shows and does not obey: controls become `\u001b`. */
export const visible = (text: string): string =>
  text.replace(UNSAFE, (c) => NAMED[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A line of the source as shown in a report: tabs become spaces, so that a caret below it stands right. */
export const sourceLine = (text: string): string => visible(text.replace(/\r$/, '').replaceAll('\t', ' '));
