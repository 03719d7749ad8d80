import { isMap, isPair, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { EditRefusal } from './edit-refusal.ts';
import { columnAt, isEmpty, type Layout, lineStart, pairEnd, startOf } from './layout.ts';
import type { Splice } from './splice.ts';

type Collection = YAMLMap | YAMLSeq;

const startOfItem = (item: unknown): number => startOf(isPair(item) ? item.key : item);

function endOfItem(text: string, item: unknown): number {
  if (isPair(item)) return isEmpty(item.value) ? pairEnd(text, item) : ((item.value as Node).range?.[1] ?? 0);
  return (item as Node).range?.[1] ?? 0;
}

/** Puts an item at the end of `[a, b]` or `{a: 1}`. */
export const appendedToFlow = (
  collection: Collection,
  item: (column: number) => string,
  layout: Layout,
): Splice => insertedInFlow(collection, collection.items.length, item, layout);

/** Puts an item before the one at `index`, separated as the others are. */
export function insertedInFlow(
  collection: Collection,
  index: number,
  item: (column: number) => string,
  layout: Layout,
): Splice {
  const { text } = layout;
  const last = collection.items.at(-1);
  if (last === undefined) return filled(collection, item, layout);
  const gap = gapIn(collection, text);
  const column = gap.includes('\n')
    ? gap.length - gap.lastIndexOf('\n') - 1
    : columnOfLine(text, startOf(collection));
  if (index < collection.items.length) {
    const at = startOfItem(collection.items[index]);
    return { start: at, end: at, text: `${item(column)},${gap}` };
  }
  const at = endOfItem(text, last);
  return { start: at, end: at, text: `,${gap}${item(column)}` };
}

/** The blanks before the last item: a space, or a line break with its indentation. */
function gapIn(collection: Collection, text: string): string {
  const start = startOfItem(collection.items.at(-1));
  const gap = /\s*$/.exec(text.slice(startOf(collection) + 1, start))?.[0] ?? ' ';
  return collection.items.length === 1 && !gap.includes('\n') ? ' ' : gap;
}

function filled(collection: Collection, item: (column: number) => string, layout: Layout): Splice {
  const [start, end] = (collection as Node).range ?? [0, 0];
  const column = columnOfLine(layout.text, start);
  const blank = isMap(collection) && layout.padded && !layout.isJson ? ' ' : '';
  const [open, close] = isMap(collection) ? ['{', '}'] : ['[', ']'];
  if (layout.isJson && layout.text.includes('\n')) {
    const inner = column + layout.step;
    const lines = [open, `${' '.repeat(inner)}${item(inner)}`, `${' '.repeat(column)}${close}`];
    return { start, end, text: lines.join(layout.newline) };
  }
  return { start, end, text: `${open}${blank}${item(column)}${blank}${close}` };
}

/** Indentation of the line in which an offset stands. */
const columnOfLine = (text: string, at: number): number => {
  const start = lineStart(text, at);
  return columnAt(text, start + (/^\s*/.exec(text.slice(start, at))?.[0].length ?? 0));
};

/**
 * Takes an item out, with the comma that it no longer needs.
 *
 * @throws EditRefusal where a comment stands between the items
 */
export function removedFromFlow(collection: Collection, index: number, layout: Layout): Splice {
  const { text } = layout;
  const { items } = collection;
  const [item, before, after] = [items[index], items[index - 1], items[index + 1]];
  const [start, end] = [startOfItem(item), endOfItem(text, item)];
  const splice =
    after !== undefined
      ? { start, end: startOfItem(after), text: '' }
      : before !== undefined
        ? { start: endOfItem(text, before), end, text: '' }
        : { start: startOf(collection) + 1, end: ((collection as Node).range?.[1] ?? 1) - 1, text: '' };
  const beside = text.slice(splice.start, start) + text.slice(end, splice.end);
  if (beside.includes('#')) throw new EditRefusal('a comment stands beside it');
  return splice;
}
