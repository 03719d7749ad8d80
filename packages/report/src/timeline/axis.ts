import type { Instant, Place } from './steps.ts';

/** A stretch of time drawn shorter than its length. */
export interface Break {
  /** Index of the instant it follows. */
  readonly after: number;
  readonly seconds: number;
}

/** Where instants stand on a row of equal columns. */
export interface Axis {
  readonly columns: number;
  /** First column of each instant. */
  readonly starts: readonly number[];
  readonly breaks: readonly Break[];
}

export const columnOf = (axis: Axis, { instant, step }: Place): number => (axis.starts[instant] ?? 0) + step;

/**
 * Spreads instants over at most `columns` columns. Distances are true to time, but no stretch takes more than a
 * share of the row: a longer one becomes a {@link Break}. Every stretch has at least one column.
 */
export function axisOf(instants: readonly Instant[], columns: number): Axis {
  const gaps = instants.slice(1).map(({ atSeconds }, index) => atSeconds - (instants[index]?.atSeconds ?? 0));
  const steps = instants.reduce((sum, instant) => sum + instant.steps, 0);
  const room = Math.max(gaps.length, columns - steps - TAIL);
  const cap = Math.max(MIN_CAP, Math.floor(room / Math.max(2, Math.min(4, gaps.length))));
  const unit = unitFor(gaps, room, cap);
  const widths = gaps.map((gap) => widthOf(gap, unit, cap));
  const starts = [0];
  for (const [index, width] of widths.entries()) {
    starts.push((starts[index] ?? 0) + (instants[index]?.steps ?? 1) + width);
  }
  const breaks = gaps.flatMap((seconds, after) => (seconds / unit > cap * 1.05 ? [{ after, seconds }] : []));
  return { columns, starts: starts.slice(0, Math.max(1, instants.length)), breaks };
}

/** Columns left behind the last instant: its exit code, or a lane that goes on. */
export const TAIL = 5;
const MIN_CAP = 9;

const widthOf = (gap: number, unit: number, cap: number): number =>
  Math.min(cap, Math.max(0, Math.round(gap / unit) - 1));

/** The smallest number of seconds a column with which all stretches fit. */
function unitFor(gaps: readonly number[], room: number, cap: number): number {
  const fits = (unit: number): boolean => gaps.reduce((sum, gap) => sum + widthOf(gap, unit, cap), 0) <= room;
  let low = 1e-3;
  let high = Math.max(1, ...gaps);
  for (let round = 0; round < 50; round += 1) {
    const middle = Math.sqrt(low * high);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
