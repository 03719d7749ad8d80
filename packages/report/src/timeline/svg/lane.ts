import { html as xml } from '../../escape/html.ts';
import { duration } from '../duration.ts';
import { EXPLANATIONS } from '../explanations.ts';
import { MARKS, STATES } from '../glyphs.ts';
import type { Lane, LaneState, Mark } from '../lanes.ts';
import type { TimelineLayout } from '../layout.ts';
import { BAR, COLUMN, type Geometry } from './geometry.ts';

/** What a lane needs to know of the picture it is in. */
export interface LaneContext {
  readonly layout: TimelineLayout;
  readonly geometry: Geometry;
  /** Where a mark leads to, by instant: an entry of the list below the picture; absent in a picture alone. */
  readonly linkOf?: (instant: number) => string;
}

/** One container: its name, what it does as bars, and what happens to it as marks. */
export function drawLane(lane: Lane, row: number, context: LaneContext): string {
  const y = context.geometry.yOf(row);
  const label = `<text x="4" y="${y + 4}"><tspan class="dim">${lane.role}</tspan> <tspan>${xml(lane.name)}</tspan></text>`;
  return [
    label,
    ...bars(lane, y, context),
    ...lane.marks.map((mark) => drawMark(mark, lane, y, context)),
  ].join('\n');
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
  layout.isOpen && state !== 'exited' ? geometry.width - 8 : last + COLUMN;

function drawBar(state: LaneState, x: number, width: number, y: number, name: string): string {
  const title = `<title>${xml(`${name}: ${STATES[state].meaning}`)}</title>`;
  if (state === 'exited' || width === 0) return '';
  if (state === 'waiting') return `<path class="waiting" d="M${x} ${y}h${width}">${title}</path>`;
  const height = state === 'started' ? BAR / 2 : BAR;
  return `<rect class="${state}" x="${x}" y="${y - height / 2}" width="${width}" height="${height}">${title}</rect>`;
}

const BAD: ReadonlySet<string> = new Set([
  'startupFailure',
  'readinessFailure',
  'livenessFailure',
  'hookFailed',
  'kill',
  'exitNonZero',
]);

function drawMark({ at, kind, text = '' }: Mark, lane: Lane, y: number, context: LaneContext): string {
  const { layout, geometry, linkOf } = context;
  const x = geometry.xOf(at) + COLUMN / 2;
  const { meaning, character } = MARKS[kind];
  const { why, source } = EXPLANATIONS[kind];
  const when = duration(layout.instants[at.instant]?.atSeconds ?? 0);
  const said = kind === 'signal' || kind === 'exitNonZero' ? `${meaning}: ${text}` : meaning;
  const title = `<title>${xml(`${when} ${lane.name}: ${said}. ${why} (${source})`)}</title>`;
  const code =
    kind === 'exitNonZero' ? `<text class="code" x="${x + 9}" y="${y - 9}">${xml(text)}</text>` : '';
  const drawn = `<g class="mark${BAD.has(kind) ? ' bad' : ''}">${title}<circle cx="${x}" cy="${y}" r="6.5"/><text x="${x}" y="${y + 3.5}">${xml(character)}</text>${code}</g>`;
  return linkOf === undefined ? drawn : `<a href="${xml(linkOf(at.instant))}">${drawn}</a>`;
}
