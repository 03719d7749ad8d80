import { html as xml } from '../../escape/html.ts';
import { STATES } from '../glyphs.ts';
import type { Lane, LaneState } from '../lanes.ts';
import type { TimelineLayout } from '../layout.ts';
import { BAR, COLUMN, type Geometry } from './geometry.ts';

/** What a lane needs to know of the picture it is in. */
export interface LaneContext {
  readonly layout: TimelineLayout;
  readonly geometry: Geometry;
  /** Where a mark leads to, by instant: an entry of the list below the picture; absent in a picture alone. */
  readonly linkOf?: (instant: number) => string;
}

/** Names stand below one another, behind the longest role but `ephemeral`. */
const NAME = 72;

/** One container: its name, and what it does as bars. */
export function drawLane(lane: Lane, row: number, context: LaneContext): string {
  const y = context.geometry.yOf(row);
  const label = `<text y="${y + 4}"><tspan class="dim" x="4">${lane.role}</tspan> <tspan x="${NAME}">${xml(lane.name)}</tspan></text>`;
  return [label, ...bars(lane, y, context), ...arrow(lane, y, context)].join('\n');
}

/** Room behind a lane that goes on, for its arrow. */
const ARROW = 18;

function arrow({ spans }: Lane, y: number, { layout, geometry }: LaneContext): readonly string[] {
  if (!layout.isOpen || spans.at(-1)?.state === 'exited') return [];
  return [
    `<path class="goes-on" d="M${geometry.width - ARROW + 3} ${y - 5}l8 5l-8 5z"><title>goes on</title></path>`,
  ];
}

function bars(lane: Lane, y: number, { layout, geometry }: LaneContext): readonly string[] {
  return lane.spans.map(({ from, state }, index) => {
    const next = lane.spans[index + 1];
    const last = { instant: layout.instants.length - 1, step: 0 };
    const end =
      next === undefined ? endOf(state, layout, geometry, geometry.xOf(last)) : geometry.xOf(next.from);
    return drawBar(state, geometry.xOf(from), Math.max(0, end - geometry.xOf(from)), y, lane.name);
  });
}

const endOf = (state: LaneState, layout: TimelineLayout, geometry: Geometry, last: number): number =>
  layout.isOpen && state !== 'exited' ? geometry.width - ARROW : last + COLUMN;

function drawBar(state: LaneState, x: number, width: number, y: number, name: string): string {
  const title = `<title>${xml(`${name}: ${STATES[state].meaning}`)}</title>`;
  if (state === 'exited' || width === 0) return '';
  if (state === 'waiting') return `<path class="waiting" d="M${x} ${y}h${width}">${title}</path>`;
  const height = state === 'started' ? BAR / 2 : BAR;
  return `<rect class="${state}" x="${x}" y="${y - height / 2}" width="${width}" height="${height}">${title}</rect>`;
}
