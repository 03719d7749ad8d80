import type { Fallback, NotExpressed } from './codegen/notes.ts';
import { visible } from './escape/visible.ts';
import { objectName } from './source-name.ts';

const WORDS: Readonly<Record<Fallback, string>> = {
  raw: 'is in .raw()',
  ApiObject: 'is an ApiObject',
  JsonPatch: 'is a JsonPatch',
};

/** What the builder has no words for, a line each, with its place. */
export const codegenNotes = (notes: readonly NotExpressed[]): string => notes.map(noteLine).join('');

function noteLine({ source, path, line, column, as, reason }: NotExpressed): string {
  const what = path === '' || as === 'ApiObject' ? objectName(source) : visible(path);
  const where = as === 'ApiObject' && path !== '' ? `${visible(path)}: ` : '';
  return `${visible(source.file)}:${line}:${column}: ${what} ${WORDS[as]}: ${where}${visible(reason)}\n`;
}
