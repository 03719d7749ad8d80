import { EditRefusal } from './edit-refusal.ts';

/** A part of a text, and what takes its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Splices count from the text as it was.
 *
 * @throws EditRefusal where one would change what another takes away
 */
export function spliced(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.toSorted((a, b) => b.start - a.start || b.end - a.end);
  for (const [index, { end }] of inOrder.entries()) {
    const later = inOrder[index - 1];
    if (later !== undefined && end > later.start && end !== later.end) {
      throw new EditRefusal('what it would stand beside goes away with it');
    }
  }
  return inOrder.reduce(
    (rest, { start, end, text: given }) => rest.slice(0, start) + given + rest.slice(end),
    text,
  );
}
