import { type Axis, axisOf } from './axis.ts';
import type { TimelineLayout } from './layout.ts';
import type { Instant } from './steps.ts';

/** A part of the timeline that fits on one row, like a line of a score. */
export interface Panel {
  /** First instant, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
}

/** Columns a stretch needs at least for a picture that can still be read. */
const MIN_GAP = 2;
/** Room behind the last instant: for an exit code, or for lanes that go on. */
const MIN_TAIL = 5;

/** Cuts a timeline into as many panels as are needed at this width. */
export function panelsOf(layout: TimelineLayout, columns: number): readonly Panel[] {
  const { instants } = layout;
  const tail = Math.min(tailOf(layout), Math.floor(columns / 3));
  const starts = panelStarts(instants, columns - tail);
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? instants.length;
    const next = instants[to];
    const shown = instants.slice(from, to);
    if (next === undefined) return { from, to, axis: axisOf(shown, columns, tail) };
    return { from, to, axis: axisOf([...shown, { atSeconds: next.atSeconds, steps: 0 }], columns, 0) };
  });
}

function panelStarts(instants: readonly Instant[], room: number): readonly number[] {
  const starts = [0];
  let used = 0;
  for (const [index, { steps }] of instants.entries()) {
    if (used > 0 && used + MIN_GAP + steps > room) {
      starts.push(index);
      used = 0;
    }
    used += (used > 0 ? MIN_GAP : 0) + steps;
  }
  return starts;
}

/** The last words of the Pod's rows are written whole. */
function tailOf({ phase, ready, status }: TimelineLayout): number {
  const last = [phase, ready, status].map((labels) => labels.at(-1)?.text.length ?? 0);
  return Math.max(MIN_TAIL, ...last);
}
