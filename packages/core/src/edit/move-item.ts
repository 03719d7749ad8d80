import { type Document, isSeq, type YAMLSeq } from 'yaml';
import type { Json } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { isInFlow, walk } from './find-node.ts';
import { insertedInFlow } from './flow-items.ts';
import { dashColumn, insertedLines, insertItem } from './insert-item.ts';
import { apart } from './item-gaps.ts';
import type { Layout } from './layout.ts';
import { linesAt, type Moved, movedFrom } from './moved-item.ts';
import { newList, renamedList } from './new-list.ts';
import type { Splice } from './splice.ts';

/** Takes an item out of its list and puts it into another, word for word, its comments with it. */
export function moveItem(
  document: Document,
  from: readonly string[],
  to: readonly string[],
  index: number | undefined,
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const whole = renamedList(document, from, to, layout);
  if (whole !== undefined) return [whole];
  const moved = movedFrom(document, from, layout);
  const { node, holders, rest } = walk(document, to);
  if (rest.length > 0 || !isSeq(node) || node.items.length === 0) {
    return [...moved.taken, ...newList(document, to, moved, value, layout)];
  }
  const before = placeIn(node, moved, index);
  if (node.flow === true || isInFlow(holders)) {
    if (moved.column !== undefined && moved.text.includes('#')) {
      throw new EditRefusal('its comments have no place in a list in one line');
    }
    if (moved.column !== undefined)
      return [...moved.taken, ...insertItem(document, to, index, value, layout)];
    return [...moved.taken, insertedInFlow(node, before ?? node.items.length, () => moved.text, layout)];
  }
  const lines = linesAt(moved, dashColumn(node, layout));
  return [...moved.taken, apart(insertedLines(node, before, lines, layout), node, moved.isApart, layout)];
}

/** Indexes count what is left when the item is out, the text still has it. */
const placeIn = (list: YAMLSeq, moved: Moved, index: number | undefined): number | undefined => {
  const before = index !== undefined && list === moved.list && index >= moved.index ? index + 1 : index;
  return before === undefined || before >= list.items.length ? undefined : before;
};
