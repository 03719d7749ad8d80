import { type Document, isSeq, type YAMLSeq } from 'yaml';
import type { Json } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { isInFlow, walk } from './find-node.ts';
import { insertedInFlow } from './flow-items.ts';
import { columnAt, commentsAbove, contentEnd, dashOf, type Layout, lineEnd, startsLine } from './layout.ts';
import { blockText, flowText } from './render-value.ts';
import { setField } from './set-field.ts';
import type { Splice } from './splice.ts';

/** Puts an item into a list; a list that is not there is made. */
export function insertItem(
  document: Document,
  steps: readonly string[],
  index: number | undefined,
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const { node, holders, rest } = walk(document, steps);
  if (rest.length > 0 || !isSeq(node) || node.items.length === 0) {
    return setField(document, steps, [value], layout);
  }
  if (node.flow === true || isInFlow(holders)) {
    return [
      insertedInFlow(node, index ?? node.items.length, (column) => flowText(value, layout, column), layout),
    ];
  }
  const column = dashColumn(node, layout);
  return [insertedLines(node, index, blockText([value], layout, column), layout)];
}

export function dashColumn(list: YAMLSeq, { text }: Layout): number {
  const dash = dashOf(list, 0);
  if (dash === undefined || !startsLine(text, dash)) {
    throw new EditRefusal('the list is laid out in a way that cannot be edited');
  }
  return columnAt(text, dash);
}

/** Lines of a new item, before the item at `index` and the comments that speak of it, or at the end. */
export function insertedLines(
  list: YAMLSeq,
  index: number | undefined,
  lines: string,
  layout: Layout,
): Splice {
  const { text, newline } = layout;
  const dash = index === undefined ? undefined : dashOf(list, index);
  if (index === undefined || dash === undefined) {
    const at = lineEnd(text, contentEnd(text, list));
    return { start: at, end: at, text: newline + lines };
  }
  const at = commentsAbove(text, dash, itemEnd(list, index - 1, layout));
  return { start: at, end: at, text: lines + newline };
}

/** Behind the line of the item; comments above the first one are its own. */
export function itemEnd(list: YAMLSeq, index: number, { text }: Layout): number {
  if (index < 0) return 0;
  return lineEnd(text, contentEnd(text, list.items[index]));
}
