import type { Document, Node, YAMLSeq } from 'yaml';
import { EditRefusal } from './edit-refusal.ts';
import { find, isInFlow } from './find-node.ts';
import { itemEnd } from './insert-item.ts';
import { gapAround, withGap } from './item-gaps.ts';
import {
  columnAt,
  commentsAbove,
  contentEnd,
  dashOf,
  type Layout,
  lineEnd,
  nextLine,
  startsLine,
} from './layout.ts';
import { removeField } from './remove-field.ts';
import type { Splice } from './splice.ts';

/** What moves, as it is written. */
export interface Moved {
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

/** An item of a list with its comments, and what has to go where it was. */
export function movedFrom(document: Document, steps: readonly string[], layout: Layout): Moved {
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

/** The lines of an item behind a dash in another column. */
export function linesAt({ text, column }: Moved, wanted: number): string {
  if (column === undefined) return `${' '.repeat(wanted)}- ${text}`;
  if (wanted >= column) return text.replace(/^(?=.*\S)/gm, ' '.repeat(wanted - column));
  const surplus = new RegExp(`^ {${column - wanted}}`, 'gm');
  return text.replace(surplus, '');
}
