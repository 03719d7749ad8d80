/**
 * What may not stand in the code as it is: controls, what is not seen or reorders the line, line separators, halves of
 * a pair, and every space but the plain one.
 */
const ESCAPED = /['\\]|[^\P{C}]|[^\P{Z} ]/gu;

const NAMED: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as a string literal of TypeScript, on one line; nothing in it can end the literal. */
export const stringLiteral = (text: string): string =>
  `'${text.replace(ESCAPED, (character) => NAMED[character] ?? unicode(character))}'`;

const unicode = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => unit(character.charCodeAt(index))).join('');

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A key of an object literal. `__proto__` is a computed one: written plainly, it would be no key. */
export function propertyKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key);
}
