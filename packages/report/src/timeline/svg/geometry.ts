import { visible } from '../../escape/visible.ts';
import { widthOf } from '../../terminal/width.ts';
import { type Axis, axisOf } from '../axis.ts';
import type { TimelineLayout } from '../layout.ts';
import type { Place } from '../steps.ts';

/** Pixels. A column holds one mark. */
export const COLUMN = 14;
export const LANE = 34;
export const BAR = 14;
const CHARACTER = 8;
const HEAD = 34;
const LEAST_COLUMNS = 56;
/** Columns a stretch gets at least: of a short story enough for `Running` below it. */
const gapOf = ({ instants }: TimelineLayout): number => (instants.length <= 12 ? 5 : 3);

export interface Geometry {
  readonly axis: Axis;
  /** Where the lanes begin. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly xOf: (place: Place) => number;
  /** Middle of a lane, or of the rows below the lanes. */
  readonly yOf: (row: number) => number;
}

/** Room for everything in one panel: a picture may be as wide as it needs, the reader scrolls. */
export function geometryOf(layout: TimelineLayout): Geometry {
  const { instants, lanes } = layout;
  const gap = gapOf(layout);
  const steps = instants.reduce((sum, instant) => sum + instant.steps, 0);
  const tail = Math.ceil((longestLabel(layout) * CHARACTER) / COLUMN) + 1;
  const columns = Math.max(LEAST_COLUMNS, steps + (instants.length - 1) * gap + tail);
  const axis = axisOf(instants, columns, tail, gap);
  const left = (10 + Math.max(4, ...lanes.map(({ name }) => widthOf(visible(name))))) * CHARACTER;
  return {
    axis,
    left,
    width: left + columns * COLUMN + 8,
    height: HEAD + (lanes.length + 3) * LANE,
    xOf: ({ instant, step }) => left + ((axis.starts[instant] ?? 0) + step) * COLUMN,
    yOf: (row) => HEAD + row * LANE + LANE / 2,
  };
}

const longestLabel = ({ phase, ready, status }: TimelineLayout): number =>
  Math.max(5, ...[phase, ready, status].map((labels) => labels.at(-1)?.text.length ?? 0));
