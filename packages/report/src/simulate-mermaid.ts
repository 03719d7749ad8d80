import type { Simulation } from './simulate.ts';
import { objectName } from './source-name.ts';
import type { Lane, LaneState } from './timeline/lanes.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { MERMAID_TIME, mermaidTime } from './timeline/mermaid-time.ts';
import type { Place } from './timeline/steps.ts';

/** How a state looks in a Gantt chart: its name stands in the bar, its tag picks the colour; `null` is no bar. */
const BARS: Readonly<Record<LaneState, { readonly name: string; readonly tag: string } | null>> = {
  waiting: null,
  starting: { name: 'starting', tag: 'active' },
  started: { name: 'started', tag: 'active' },
  ready: { name: 'ready', tag: 'done' },
  stopping: { name: 'stopping', tag: 'crit' },
  backOff: { name: 'back-off', tag: 'crit, active' },
  exited: null,
};

/** What an open lane is drawn beyond the last event: a tenth of the run, or a second. */
const TAIL = 0.1;

/** `outrider simulate -o mermaid`: a Gantt chart each, a row a container, as GitHub draws it in a fenced block. */
export const simulateMermaid = (simulations: readonly Simulation[]): string =>
  simulations.map((simulation) => `${chart(simulation).join('\n')}\n`).join('\n');

function chart(simulation: Simulation): readonly string[] {
  const { source, release } = simulation;
  const layout = layoutTimeline(simulation);
  return [
    '---',
    'displayMode: compact',
    '---',
    'gantt',
    `  title ${plainWords(objectName(source))}, Kubernetes ${release.version}`,
    `  dateFormat ${MERMAID_TIME}`,
    '  axisFormat %H:%M:%S',
    ...layout.lanes.flatMap((lane) => [
      `  section ${plainWords(lane.name)} (${lane.role})`,
      ...laneTasks(lane, layout),
    ]),
    '  section Pod',
    ...layout.status.map(({ from, text }, index) => {
      const next = layout.status[index + 1]?.from;
      return task(
        plainWords(text),
        '',
        secondsAt(layout, from),
        next ? secondsAt(layout, next) : endOf(layout),
      );
    }),
  ];
}

const secondsAt = ({ instants }: TimelineLayout, { instant }: Place): number =>
  instants[instant]?.atSeconds ?? 0;

function endOf({ instants, isOpen }: TimelineLayout): number {
  const last = instants.at(-1)?.atSeconds ?? 0;
  return isOpen ? last + Math.max(1, last * TAIL) : last;
}

function laneTasks(lane: Lane, layout: TimelineLayout): readonly string[] {
  const bars = lane.spans.flatMap(({ from, state }, index) => {
    const bar = BARS[state];
    const next = lane.spans[index + 1]?.from;
    const start = secondsAt(layout, from);
    const end = next === undefined ? endOf(layout) : secondsAt(layout, next);
    return bar === null || end <= start ? [] : [task(bar.name, bar.tag, start, end)];
  });
  const exits = lane.marks
    .filter(({ kind }) => kind === 'exitZero' || kind === 'exitNonZero')
    .map(({ at, text = '' }) =>
      task(`exit ${text}`, 'milestone', secondsAt(layout, at), secondsAt(layout, at)),
    );
  return [...bars, ...exits];
}

const task = (name: string, tag: string, start: number, end: number): string =>
  `  ${name} :${tag === '' ? '' : `${tag}, `}${mermaidTime(start)}, ${mermaidTime(end)}`;

/** Mermaid has no escapes that all its versions read: what could be syntax becomes a blank or `_`. */
const plainWords = (text: string): string =>
  text
    .replaceAll(':', ' ')
    .replace(/[^\p{L}\p{N} ./()-]/gu, '_')
    .replaceAll('--', '__');
