import { clip } from '../../escape/clip.ts';
import { html as xml } from '../../escape/html.ts';
import type { Bar, BarKind, Chart, Lane } from './chart.ts';

const LEFT = 330;
const BARS = 520;
const TAIL = 90;
const HEAD = 26;
const LANE = 24;
const SIDE_GAP = 10;
const BAR = 14;

/** What a bar says of itself; shapes and words tell as much as colours. */
const MEANING: Readonly<Record<BarKind, string>> = {
  gate: 'holds the next one back, at most so long',
  unbounded: 'holds the next one back, without a limit',
  runs: 'runs',
  preStop: 'preStop hook',
  preStopUnbounded: 'preStop hook that does not say how long it takes',
  waits: 'waits until the containers before it have stopped',
  stops: 'from SIGTERM to SIGKILL',
  stopsLast: 'SIGTERM, and SIGKILL 2 seconds later',
};

/** Both sides of a start or a stop, over each other on one axis, as vectors. */
export function chartSvg(chart: Chart): string {
  const scale = (at: number): number => LEFT + (at / chart.end) * BARS;
  const rows = chart.sides.flatMap(({ side, lanes }, position) =>
    lanes.map((lane, index) => ({ side: index === 0 ? side : '', lane, gaps: position })),
  );
  const height = HEAD + rows.length * LANE + SIDE_GAP * (chart.sides.length - 1) + 8;
  const width = LEFT + BARS + TAIL;
  const drawn = rows.map(({ side, lane, gaps }, index) =>
    laneSvg(side, lane, HEAD + index * LANE + gaps * SIDE_GAP, scale),
  );
  return [
    `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${xml(chart.title)}">`,
    ...axisSvg(chart, scale, height),
    ...drawn,
    '</svg>',
  ].join('\n');
}

type Scale = (at: number) => number;

const CHARACTER = 8;

function axisSvg({ ticks }: Chart, scale: Scale, height: number): readonly string[] {
  let free = 0;
  return ticks.map((tick) => {
    const x = Math.round(scale(tick));
    const text = `${tick}s`;
    const label = x >= free ? `<text class="dim" x="${x + 2}" y="14">${text}</text>` : '';
    if (label !== '') free = x + (text.length + 1) * CHARACTER;
    return `<path class="grid" d="M${x} 18V${height - 4}"/>${label}`;
  });
}

function laneSvg(side: string, lane: Lane, y: number, scale: Scale): string {
  const middle = y + LANE / 2;
  const name = clip(lane.container, 18);
  const texts = [
    ...(side === '' ? [] : [`<text class="side" x="2" y="${middle + 4}">${side}</text>`]),
    `<text class="dim" x="44" y="${middle + 4}">${lane.role}</text>`,
    `<text x="100" y="${middle + 4}"><title>${xml(lane.container)}</title>${xml(name)}</text>`,
    `<text class="dim" x="${LEFT - 8}" y="${middle + 4}" text-anchor="end">${xml(clip(lane.why, 24))}<title>${xml(lane.why)}</title></text>`,
  ];
  const ends = lane.bars.some(({ kind }) => kind === 'stops' || kind === 'stopsLast');
  const last = lane.bars.at(-1);
  const kill =
    ends && last !== undefined
      ? [`<text class="kill" x="${Math.round(endOf(last, scale)) + 6}" y="${middle + 4}">KILL</text>`]
      : [];
  return [...texts, ...lane.bars.map((bar) => barSvg(bar, lane, middle, scale)), ...kill].join('\n');
}

const LEAST = 26;

/** Two seconds would hardly be seen. */
const endOf = ({ kind, from, to }: Bar, scale: Scale): number =>
  kind === 'stopsLast' ? scale(from) + LEAST : scale(to);

function barSvg(bar: Bar, lane: Lane, middle: number, scale: Scale): string {
  const [left, right] = [Math.round(scale(bar.from)), Math.round(endOf(bar, scale))];
  const width = Math.max(2, right - left);
  const height = bar.kind === 'runs' || bar.kind === 'waits' ? BAR / 2 : BAR;
  const title = `<title>${xml(`${lane.container}: ${MEANING[bar.kind]}`)}</title>`;
  return `<rect class="${bar.kind}" x="${left}" y="${middle - height / 2}" width="${width}" height="${height}" rx="2">${title}</rect>`;
}
