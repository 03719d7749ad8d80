import type { YAMLSeq } from 'yaml';
import { itemEnd } from './insert-item.ts';
import { blankAbove, blankBelow, commentsAbove, dashOf, type Layout, lineStart, nextLine } from './layout.ts';
import type { Splice } from './splice.ts';

interface Lines {
  readonly start: number;
  readonly end: number;
}

/**
 * An item with the blank lines that set it apart: those above it, or below it where it is the first of a list, or where
 * those above belong to a text (`|+`) that would grow.
 */
export function gapAround(
  { start, end, notBefore, isFirst }: Lines & { readonly notBefore: number; readonly isFirst: boolean },
  text: string,
): Lines {
  const behind = nextLine(text, end);
  const isBelowText = start === notBefore && blankAbove(text, start, 0) < start;
  return isFirst || isBelowText
    ? { start, end: blankBelow(text, behind) }
    : { start: blankAbove(text, start, notBefore), end: behind };
}

/** What sets the item apart goes with it; where the whole list goes, that is in it. */
export const withGap = (
  taken: readonly Splice[],
  dash: number,
  gap: Lines,
  { text }: Layout,
): readonly Splice[] =>
  taken.map((splice) => (splice.start === lineStart(text, dash) ? { ...splice, ...gap } : splice));

/** Whether the items of a list have blank lines between them; unknown of a single one. */
function isSpaced(list: YAMLSeq, layout: Layout): boolean | undefined {
  const second = dashOf(list, 1);
  if (second === undefined) return undefined;
  const before = itemEnd(list, 0, layout);
  const start = commentsAbove(layout.text, second, before);
  return blankAbove(layout.text, start, nextLine(layout.text, before)) < start;
}

/** With a blank line between it and its new neighbour, where they have that. */
export function apart(splice: Splice, list: YAMLSeq, wasApart: boolean, layout: Layout): Splice {
  if (!(isSpaced(list, layout) ?? wasApart)) return splice;
  const { newline } = layout;
  const isAtEnd = splice.text.startsWith(newline);
  return { ...splice, text: isAtEnd ? newline + splice.text : splice.text + newline };
}
