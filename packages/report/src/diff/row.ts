import type { Words } from './words.ts';

/** One line of a comparison: what, before, after, change. */
export interface Row {
  readonly label: Words;
  readonly before: Words;
  readonly after: Words;
  readonly change: Words;
  /** A part of the row above it. */
  readonly isPart?: boolean;
}

export const row = (label: Words, before: Words, after: Words, change: Words): Row => ({
  label,
  before,
  after,
  change,
});

export const NOTHING: Words = ['–'];

export const isSameWords = (a: Words, b: Words): boolean => JSON.stringify(a) === JSON.stringify(b);
