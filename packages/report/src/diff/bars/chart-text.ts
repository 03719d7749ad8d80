import { clip } from '../../escape/clip.ts';
import { visible } from '../../escape/visible.ts';
import { padEnd, truncate, widthOf } from '../../terminal/width.ts';
import type { Bar, BarKind, Chart, Lane } from './chart.ts';

/** Plain characters: block ones come from another font in a browser and shift the columns. */
const FILL: Readonly<Record<BarKind, string>> = {
  gate: '=',
  unbounded: '?',
  runs: '-',
  preStop: '=',
  preStopUnbounded: '?',
  waits: '.',
  stops: '=',
  stopsLast: '',
};

const WORD: Readonly<Partial<Record<BarKind, string>>> = {
  preStop: 'preStop',
  preStopUnbounded: 'preStop',
  waits: '..waits',
  stops: 'TERM',
};

/** Too short to be drawn true to time. */
const LAST = '|TERM 2s';

const LONGEST_NAME = 28;
const LEAST_BARS = 24;

/** A chart as columns of text, at most `width` wide where there is room for bars at all. */
export function chartText(chart: Chart, width: number): readonly string[] {
  const rows = chart.sides.flatMap(({ side, lanes }) =>
    lanes.map((lane, index) => ({ side: index === 0 ? side : '', lane })),
  );
  const names = rows.map(({ lane }) => nameOf(lane));
  const nameWidth = Math.max(...names.map(widthOf));
  const whyWidth = Math.max(...rows.map(({ lane }) => widthOf(lane.why)));
  const left = 'base  sidecar  '.length + nameWidth + 2 + whyWidth + 2;
  const columns = Math.max(LEAST_BARS, width - left - tailOf(chart));
  const scale = (at: number): number => Math.round((at / chart.end) * (columns - 1));
  const line = ({ side, lane }: (typeof rows)[number]): string =>
    `${padEnd(side, 4)}  ${padEnd(lane.role, 7)}  ${padEnd(nameOf(lane), nameWidth)}  ${padEnd(lane.why, whyWidth)}  ${laneText(lane, scale)}`.trimEnd();
  return [`${padEnd(chart.title, left)}${axisText(chart, scale, columns)}`.trimEnd(), ...rows.map(line)];
}

/** What stands behind the axis. */
const tailOf = ({ sides }: Chart): number =>
  sides.some(({ lanes }) => lanes.some(({ bars }) => bars.at(-1)?.kind === 'stopsLast'))
    ? LAST.length - 1
    : ' KILL'.length;

const nameOf = ({ container }: Lane): string => truncate(clip(visible(container), 200), LONGEST_NAME, '..');

type Scale = (at: number) => number;

/** The seconds that are known, as many as fit. */
function axisText({ ticks }: Chart, scale: Scale, columns: number): string {
  let text = '';
  for (const tick of ticks) {
    const label = `${tick}s`;
    const at = scale(tick);
    if (at >= (text === '' ? 0 : text.length + 1) && at + label.length <= columns + 5)
      text = text.padEnd(at) + label;
  }
  return text;
}

function laneText({ bars, role }: Lane, scale: Scale): string {
  let text = '';
  for (const bar of bars) text = text.padEnd(scale(bar.from)).slice(0, scale(bar.from)) + barText(bar, scale);
  const last = bars.at(-1)?.kind;
  if (last === 'stops') return `${text} KILL`;
  if (last === 'stopsLast') return text.replace(/\|$/, '');
  return role === 'init' || last !== 'runs' ? text : `${text}>`;
}

/** `|preStop==|`; the next bar begins where this one ends. */
function barText({ kind, from, to }: Bar, scale: Scale): string {
  if (kind === 'stopsLast') return LAST;
  const inner = Math.max(0, scale(to) - scale(from) - 1);
  const word = WORD[kind] ?? '';
  const shown = word.length <= inner ? word : '';
  const isOpen = kind === 'runs';
  return `|${shown}${FILL[kind].repeat(inner - shown.length)}${isOpen ? '' : '|'}`;
}
