import { MARKS, STATES } from '../glyphs.ts';
import type { LaneState } from '../lanes.ts';
import type { TimelineLayout } from '../layout.ts';
import { usedGlyphs } from '../used-glyphs.ts';
import { lookOf, ring } from './ring.ts';

const SWATCH = 24;
const GAP = 18;
const CHARACTER = 7.3;
const LINE = 22;

/** A sample of a state, as long as a word, from the left edge at this height. */
export function swatch(state: LaneState, x: number, y: number): string {
  if (state === 'waiting') return `<path class="waiting" d="M${x} ${y}h${SWATCH}"/>`;
  const height = state === 'started' ? 6 : 12;
  return `<rect class="${state}" x="${x}" y="${y - height / 2}" width="${SWATCH}" height="${height}"/>`;
}

export interface SvgLegend {
  readonly height: number;
  readonly draw: (top: number) => string;
}

/** What shapes and letters mean, in as many lines as the width asks for. */
export function svgLegend(layout: TimelineLayout, hasBreaks: boolean, width: number): SvgLegend {
  const { states, marks } = usedGlyphs(layout);
  const entries = [
    ...states.map((state) => ({
      sign: (x: number, y: number) => swatch(state, x, y),
      says: STATES[state].meaning,
    })),
    ...marks.map((kind) => ({
      sign: (x: number, y: number) => `<g class="${lookOf(kind)}">${ring(kind, x + SWATCH / 2, y)}</g>`,
      says: MARKS[kind].meaning,
    })),
    ...(hasBreaks
      ? [
          {
            sign: (x: number, y: number) => `<path class="grid gap" d="M${x} ${y}h${SWATCH}"/>`,
            says: 'time drawn shorter',
          },
        ]
      : []),
  ];
  let [x, line] = [4, 0];
  const placed = entries.map((entry) => {
    const room = SWATCH + 6 + entry.says.length * CHARACTER;
    if (x > 4 && x + room > width) [x, line] = [4, line + 1];
    const at = { ...entry, x, line };
    x += room + GAP;
    return at;
  });
  return {
    height: (line + 1) * LINE,
    draw: (top) =>
      placed
        .map(({ sign, says, x: left, line: row }) => {
          const y = top + (row + 0.5) * LINE;
          return `${sign(left, y)}<text class="dim" x="${left + SWATCH + 6}" y="${y + 4}">${says}</text>`;
        })
        .join('\n'),
  };
}
