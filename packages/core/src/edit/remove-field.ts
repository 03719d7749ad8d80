import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { EditRefusal } from './edit-refusal.ts';
import { find, type Holder, isInFlow } from './find-node.ts';
import { removedFromFlow } from './flow-items.ts';
import {
  contentEnd,
  dashOf,
  type Layout,
  lineEnd,
  lineStart,
  nextLine,
  pairEnd,
  startOf,
  startsLine,
} from './layout.ts';
import type { Splice } from './splice.ts';

/** Takes a field or list item away, and the parents that this empties. */
export function removeField(document: Document, steps: readonly string[], layout: Layout): readonly Splice[] {
  const { holders } = find(document, steps);
  const { holder, above } = emptied(holders);
  if (holder === undefined) throw new EditRefusal('the whole object cannot be taken away');
  if (collectionOf(holder).flow === true || isInFlow(above)) {
    return [removedFromFlow(collectionOf(holder), holder.index, layout)];
  }
  if (holder.in === 'list')
    return [
      removedLines(layout, dashBefore(holder), contentEnd(layout.text, holder.list.items[holder.index])),
    ];
  if (holder.map.items.length === 1) return [emptyMap(holder.map, layout)];
  return [removedPair(holder.map, holder.index, layout)];
}

export const collectionOf = (holder: Holder): YAMLMap | YAMLSeq =>
  holder.in === 'map' ? holder.map : holder.list;

/** The outermost step that would hold nothing else, not beyond the item of a list. */
function emptied(holders: readonly Holder[]): {
  readonly holder: Holder | undefined;
  readonly above: readonly Holder[];
} {
  let at = holders.length - 1;
  while (at > 0) {
    const holder = holders[at];
    const parent = holders[at - 1];
    if (holder === undefined || parent?.in !== 'map' || collectionOf(holder).items.length > 1) break;
    at--;
  }
  return { holder: holders[at], above: holders.slice(0, at) };
}

function dashBefore({ list, index }: Extract<Holder, { in: 'list' }>): number {
  const dash = dashOf(list, index);
  if (dash === undefined) throw new EditRefusal('the list is laid out in a way that cannot be edited');
  return dash;
}

/** Whole lines, from the one that starts with `start` on. */
function removedLines({ text }: Layout, start: number, end: number): Splice {
  if (!startsLine(text, start)) throw new EditRefusal('it shares its line with something else');
  return { start: lineStart(text, start), end: nextLine(text, lineEnd(text, end)), text: '' };
}

/** A key behind the dash of its item gives its place to the next one. */
function removedPair(map: YAMLMap, index: number, layout: Layout): Splice {
  const { text } = layout;
  const pair = map.items[index];
  const next = map.items[index + 1];
  if (pair === undefined) throw new EditRefusal('it is not there');
  const start = startOf(pair.key);
  const end = pairEnd(text, pair);
  if (startsLine(text, start)) return removedLines(layout, start, end);
  if (next === undefined) throw new EditRefusal('it shares its line with something else');
  const until = startOf(next.key);
  if (text.slice(end, until).includes('#'))
    throw new EditRefusal('a comment stands between it and the next field');
  return { start, end: until, text: '' };
}

/** The only field of a list's item or of the object: what is left is `{}`. */
function emptyMap(map: YAMLMap, { text }: Layout): Splice {
  return { start: startOf(map), end: contentEnd(text, map), text: '{}' };
}
