import { html as xml } from '../../escape/html.ts';
import { duration } from '../duration.ts';
import type { Label, TimelineLayout } from '../layout.ts';
import { COLUMN, type Geometry, geometryOf } from './geometry.ts';
import { drawLane, type LaneContext } from './lane.ts';
import { TIMELINE_DEFS } from './style.ts';

export interface SvgOptions {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly linkOf?: (instant: number) => string;
  /** Attributes and content that make it a document of its own. */
  readonly standalone?: { readonly style: string };
}

const CHARACTER = 8;

/** The timeline as vectors: text stays text, states are told by shape, marks by letter, and each says why. */
export function drawSvg(layout: TimelineLayout, options: SvgOptions): string {
  const geometry = geometryOf(layout);
  const { width, height } = geometry;
  const context: LaneContext = { layout, geometry, ...(options.linkOf && { linkOf: options.linkOf }) };
  const rows = layout.lanes.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="outrider" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${xml(options.label)}">`,
    ...(options.standalone ? [`<style>${options.standalone.style}</style>`] : []),
    TIMELINE_DEFS,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...drawAxis(layout, geometry),
    ...layout.lanes.map((lane, row) => drawLane(lane, row, context)),
    drawLabels('phase', layout.phase, geometry, rows),
    drawLabels('READY', layout.ready, geometry, rows + 1),
    drawLabels('STATUS', layout.status, geometry, rows + 2),
    '</svg>',
  ].join('\n');
}

function drawAxis({ instants, lanes }: TimelineLayout, geometry: Geometry): readonly string[] {
  const bottom = geometry.yOf(lanes.length + 2);
  const breaks = new Map(geometry.axis.breaks.map(({ after, seconds }) => [after, seconds]));
  let free = 0;
  return instants.map(({ atSeconds, steps }, instant) => {
    const x = geometry.xOf({ instant, step: 0 });
    const text = duration(atSeconds);
    const isFree = x >= free;
    if (isFree) free = x + (text.length + 1) * CHARACTER;
    const line = `<path class="grid" d="M${x} 24V${bottom}"/>`;
    const time = isFree ? `<text class="dim" x="${x}" y="16">${text}</text>` : '';
    const left = geometry.xOf({ instant, step: steps });
    const right = geometry.xOf({ instant: instant + 1, step: 0 });
    const skipped = breaks.get(instant);
    const gap =
      skipped === undefined
        ? ''
        : `<path class="grid gap" d="M${left} 24H${right}"><title>${duration(skipped)}, drawn shorter</title></path>`;
    return line + time + gap;
  });
}

/** A label of which nothing would be seen is left out; its neighbours say the rest. */
function drawLabels(name: string, labels: readonly Label[], geometry: Geometry, row: number): string {
  const y = geometry.yOf(row) + 4;
  const texts = labels.map(({ from, text }, index) => {
    const x = geometry.xOf(from);
    const next = labels[index + 1];
    const room = (next === undefined ? geometry.width : geometry.xOf(next.from)) - x - COLUMN / 2;
    const fits = text.length * CHARACTER <= room;
    const shown = fits ? text : text.slice(0, Math.max(0, Math.floor(room / CHARACTER) - 1));
    if (shown === '') return '';
    return `<text x="${x + 2}" y="${y}"><title>${xml(text)}</title>${xml(fits ? shown : `${shown}…`)}</text>`;
  });
  return [`<text class="dim" x="4" y="${y}">${name}</text>`, ...texts].join('\n');
}
