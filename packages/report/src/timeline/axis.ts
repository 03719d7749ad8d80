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

/** The largest share of the row that one stretch may take, by the number of stretches. */
const SHARES = [1, 1, 0.75, 0.55, 0.45];
const SHARE = 0.35;

/** What a stretch gets however short it is, if there is room: enough for `2/2` below it. */
const WANTED_GAP = 4;

/**
 * Spreads instants over at most `columns` columns, of which `tail` stay behind the last one. Distances are true to
 * time, but no stretch takes more than its share of the row: a longer one becomes a {@link Break}.
 */
export function axisOf(
  instants: readonly Instant[],
  columns: number,
  tail: number,
  wantedGap: number = WANTED_GAP,
): Axis {
  const gaps = instants.slice(1).map(({ atSeconds }, index) => atSeconds - (instants[index]?.atSeconds ?? 0));
  const steps = instants.reduce((sum, instant) => sum + instant.steps, 0);
  const room = Math.max(0, columns - steps - tail);
  const least = gaps.length === 0 ? 0 : Math.min(wantedGap, Math.floor((room * 0.7) / gaps.length));
  const most = Math.max(least, Math.floor(room * (SHARES[gaps.length] ?? SHARE)));
  const unit = unitFor(gaps, { room, most }, (gap, tried) => widthOf(gap, tried, least, most));
  const starts = [0];
  for (const [index, gap] of gaps.entries()) {
    starts.push((starts[index] ?? 0) + (instants[index]?.steps ?? 1) + widthOf(gap, unit, least, most));
  }
  const breaks = gaps.flatMap((seconds, after) => (seconds / unit > most * 1.1 ? [{ after, seconds }] : []));
  return { columns, starts, breaks };
}

const widthOf = (gap: number, unit: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(gap / unit) - 1));

/** The smallest number of seconds a column with which all stretches fit, and not all are drawn shorter. */
function unitFor(
  gaps: readonly number[],
  { room, most }: { readonly room: number; readonly most: number },
  widthAt: (gap: number, unit: number) => number,
): number {
  const fits = (unit: number): boolean => gaps.reduce((sum, gap) => sum + widthAt(gap, unit), 0) <= room;
  let low = Math.max(1e-3, Math.min(...(gaps.length > 0 ? gaps : [0])) / Math.max(1, most));
  let high = Math.max(low, 1, ...gaps);
  for (let round = 0; round < 50; round += 1) {
    const middle = Math.sqrt(low * high);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
