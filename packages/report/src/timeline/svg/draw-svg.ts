import { html as xml } from '../../escape/html.ts';
import { duration } from '../duration.ts';
import type { Label, TimelineLayout } from '../layout.ts';
import { COLUMN, type Geometry, geometryOf } from './geometry.ts';
import { drawLane, type LaneContext } from './lane.ts';
import { svgLegend } from './legend.ts';
import { drawMark } from './mark.ts';
import { TIMELINE_DEFS } from './style.ts';

export interface SvgOptions {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  /** What became of the Pod, in a sentence. */
  readonly outcome: string;
  readonly linkOf?: (instant: number) => string;
  /** Attributes and content that make it a document of its own. */
  readonly standalone?: { readonly style: string };
}

const CHARACTER = 8;
const TITLE_LINE = 18;

/** The timeline as vectors: text stays text, states are told by shape, marks by letter, and each says why. */
export function drawSvg(layout: TimelineLayout, options: SvgOptions): string {
  const geometry = geometryOf(layout);
  return options.standalone === undefined
    ? page(geometry.width, geometry.height, options, [picture(layout, geometry, options)])
    : poster(layout, geometry, options, options.standalone.style);
}

/** Above the picture stands what it shows, below it what its shapes mean. */
function poster(layout: TimelineLayout, geometry: Geometry, options: SvgOptions, style: string): string {
  const width = Math.max(geometry.width, options.label.length * CHARACTER + 8);
  const legend = svgLegend(layout, geometry.axis.breaks.length > 0, width);
  const top = 2 * TITLE_LINE + 8;
  const bottom = top + geometry.height + 4;
  return page(width, bottom + legend.height + 4, options, [
    `<title>${xml(options.label)}</title>`,
    `<style>${style}</style>`,
    `<text class="title" x="4" y="${TITLE_LINE}">${xml(options.label)}</text>`,
    `<text class="dim" x="4" y="${2 * TITLE_LINE}">${xml(options.outcome)}</text>`,
    legend.draw(bottom),
    `<g transform="translate(0 ${top})">`,
    picture(layout, geometry, options),
    '</g>',
  ]);
}

const page = (width: number, height: number, options: SvgOptions, content: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" class="outrider" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${xml(options.label)}">`,
    `<desc>${xml(options.outcome)}</desc>`,
    TIMELINE_DEFS,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...content,
    '</svg>',
  ].join('\n');

/** Marks come last: what one of them says lies over everything else. */
function picture(layout: TimelineLayout, geometry: Geometry, { linkOf }: SvgOptions): string {
  const context: LaneContext = { layout, geometry, ...(linkOf && { linkOf }) };
  const rows = layout.lanes.length;
  return [
    ...drawAxis(layout, geometry),
    ...layout.lanes.map((lane, row) => drawLane(lane, row, context)),
    drawLabels('phase', layout.phase, geometry, rows),
    drawLabels('READY', layout.ready, geometry, rows + 1),
    drawLabels('STATUS', layout.status, geometry, rows + 2),
    ...layout.lanes.flatMap((lane, row) => lane.marks.map((mark) => drawMark(mark, lane, row, context))),
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
    const gap = skipped === undefined ? '' : skippedTime(duration(skipped), left, right);
    return line + time + gap;
  });
}

/** The axis is broken, and says for how long. */
function skippedTime(text: string, left: number, right: number): string {
  const middle = (left + right) / 2;
  const room = (text.length * CHARACTER) / 2 + 4;
  const says = `<title>${text}, drawn shorter</title>`;
  if (2 * room + 16 > right - left) return `<path class="grid gap" d="M${left} 28H${right}">${says}</path>`;
  return `<path class="grid gap" d="M${left} 28H${middle - room}M${middle + room} 28H${right}">${says}</path><text class="dim gap-text" x="${middle}" y="32">${text}</text>`;
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
