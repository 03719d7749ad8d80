import { type Document, isMap, type Node } from 'yaml';
import type { Json } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { find, isInFlow, walk } from './find-node.ts';
import { insertItem } from './insert-item.ts';
import {
  columnAt,
  commentsAbove,
  contentEnd,
  type Layout,
  lineEnd,
  pairEnd,
  startOf,
  startsLine,
} from './layout.ts';
import { linesAt, type Moved } from './moved-item.ts';
import type { Splice } from './splice.ts';

/** The only item of a list goes to one beside it that is not there: the list gets the other's name. */
export function renamedList(
  document: Document,
  from: readonly string[],
  to: readonly string[],
  { text }: Layout,
): Splice | undefined {
  const [above, holder] = find(document, from).holders.slice(-2);
  const isBeside = from.slice(0, -2).join('.') === to.slice(0, -1).join('.');
  const isAlone = holder?.in === 'list' && holder.list.items.length === 1 && above?.in === 'map';
  if (!isBeside || !isAlone || walk(document, to).rest.length !== 1) return undefined;
  const [start, end] = (above.pair.key as Node).range ?? [0, 0];
  const key = to.at(-1) ?? '';
  return { start, end, text: text[start] === '"' ? JSON.stringify(key) : key };
}

/** `initContainers:` with the item below it, before `containers:`. */
export function newList(
  document: Document,
  to: readonly string[],
  moved: Moved,
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const parent = find(document, to.slice(0, -1));
  const key = to.at(-1) ?? '';
  const [first] = isMap(parent.node) ? parent.node.items : [];
  const isBlock = isMap(parent.node) && parent.node.flow !== true && !isInFlow(parent.holders);
  if (!isBlock || first === undefined || moved.column === undefined || walk(document, to).rest.length === 0) {
    if (moved.text.includes('#')) throw new EditRefusal('its comments have no place in a list in one line');
    return insertItem(document, to, undefined, value, layout);
  }
  const { text, newline } = layout;
  const place = parent.node.items.findIndex(
    (pair) => String((pair.key as { value?: unknown }).value) === 'containers',
  );
  const [previous, successor] = [parent.node.items[place - 1], parent.node.items[place]];
  const column = columnAt(text, startOf(first.key));
  const lines = `${' '.repeat(column)}${key}:${newline}${linesAt(moved, column + layout.dash)}`;
  if (successor !== undefined && startsLine(text, startOf(successor.key))) {
    const notBefore = previous === undefined ? 0 : lineEnd(text, pairEnd(text, previous));
    const at = commentsAbove(text, startOf(successor.key), notBefore);
    return [{ start: at, end: at, text: lines + newline }];
  }
  const at = lineEnd(text, contentEnd(text, parent.node));
  return [{ start: at, end: at, text: newline + lines }];
}
