import { Document, isCollection, stringify, visit } from 'yaml';
import type { Json } from '../json.ts';
import type { Layout } from './layout.ts';

const isCollectionValue = (value: Json): boolean => typeof value === 'object' && value !== null;

/** Whether it needs lines of its own below its key. */
export const isNested = (value: Json): boolean =>
  isCollectionValue(value) && Object.keys(value as object).length > 0;

/** A value in one piece of text, for inside a flow collection or behind a key. */
export function flowText(value: Json, layout: Layout, column: number): string {
  if (layout.isJson) return jsonText(value, layout, column);
  const document = new Document(value, { version: '1.1' });
  visit(document, (_, node) => {
    if (isCollection(node)) node.flow = true;
  });
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: layout.padded });
  return text.trimEnd().replace(/\s*\n\s*/g, ' ');
}

/** JSON is written over several lines where the document is. */
function jsonText(value: Json, { text, step, newline }: Layout, column: number): string {
  if (!text.includes('\n')) return JSON.stringify(value);
  return JSON.stringify(value, null, step).replaceAll('\n', newline + ' '.repeat(column));
}

/** Lines of a block collection, each behind `column` blanks, without a break at the end. */
export function blockText(value: Json, layout: Layout, column: number): string {
  const text = stringify(value, {
    version: '1.1',
    lineWidth: 0,
    indent: Math.max(1, layout.step),
    indentSeq: layout.dash > 0,
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(column) + line))
    .join(layout.newline);
}

/** `key: value` in block style, its first line without indentation. */
export function pairText(key: string, value: Json, layout: Layout, column: number): string {
  return blockText({ [key]: value }, layout, column).trimStart();
}
