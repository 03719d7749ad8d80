import { type Document, isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { Json } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { find, isInFlow, walk } from './find-node.ts';
import { insertedInFlow } from './flow-items.ts';
import { dashColumn, insertedLines, insertItem, itemEnd } from './insert-item.ts';
import { apart, gapAround, withGap } from './item-gaps.ts';
import {
  columnAt,
  commentsAbove,
  contentEnd,
  dashOf,
  type Layout,
  lineEnd,
  nextLine,
  pairEnd,
  startOf,
  startsLine,
} from './layout.ts';
import { removeField } from './remove-field.ts';
import type { Splice } from './splice.ts';

/** What moves, as it is written. */
interface Moved {
  /** Lines from the comments above it to its end, or the text of an item in flow style. */
  readonly text: string;
  /** Column of its dash; absent in flow style. */
  readonly column?: number;
  readonly taken: readonly Splice[];
  /** Whether a blank line stands between it and its neighbours. */
  readonly isApart: boolean;
  readonly list: YAMLSeq;
  readonly index: number;
}

/** Takes an item out of its list and puts it into another, word for word, its comments with it. */
export function moveItem(
  document: Document,
  from: readonly string[],
  to: readonly string[],
  index: number | undefined,
  value: Json,
  layout: Layout,
): readonly Splice[] {
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

function movedFrom(document: Document, steps: readonly string[], layout: Layout): Moved {
  const { text } = layout;
  const { node, holders } = find(document, steps);
  const holder = holders.at(-1);
  if (holder?.in !== 'list') throw new EditRefusal(`${steps.join('.')} is no item of a list`);
  if (holder.list.flow === true || isInFlow(holders.slice(0, -1))) {
    const [start, end] = (node as Node).range ?? [0, 0];
    const taken = removeField(document, steps, layout);
    return { text: text.slice(start, end), taken, isApart: false, list: holder.list, index: holder.index };
  }
  const dash = dashOf(holder.list, holder.index);
  if (dash === undefined || !startsLine(text, dash)) {
    throw new EditRefusal('the list is laid out in a way that cannot be edited');
  }
  const before = itemEnd(holder.list, holder.index - 1, layout);
  const start = commentsAbove(text, dash, before);
  const end = lineEnd(text, contentEnd(text, node));
  const gap = gapAround({ start, end, notBefore: nextLine(text, before), isFirst: holder.index === 0 }, text);
  return {
    text: text.slice(start, end),
    column: columnAt(text, dash),
    taken: withGap(removeField(document, steps, layout), dash, gap, layout),
    isApart: gap.start < start || gap.end > nextLine(text, end),
    list: holder.list,
    index: holder.index,
  };
}

/** Indexes count what is left when the item is out, the text still has it. */
const placeIn = (list: YAMLSeq, moved: Moved, index: number | undefined): number | undefined => {
  const before = index !== undefined && list === moved.list && index >= moved.index ? index + 1 : index;
  return before === undefined || before >= list.items.length ? undefined : before;
};

/** The lines of an item behind a dash in another column. */
function linesAt({ text, column }: Moved, wanted: number): string {
  if (column === undefined) return `${' '.repeat(wanted)}- ${text}`;
  if (wanted >= column) return text.replace(/^(?=.*\S)/gm, ' '.repeat(wanted - column));
  const surplus = new RegExp(`^ {${column - wanted}}`, 'gm');
  return text.replace(surplus, '');
}

/** `initContainers:` with the item below it, before `containers:`. */
function newList(
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
