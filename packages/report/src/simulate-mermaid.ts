import type { Simulation } from './simulate.ts';
import { objectName } from './source-name.ts';
import { firstPart } from './timeline/first-part.ts';
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

/** Mermaid reads no more than this of one chart, on GitHub as elsewhere (`maxTextSize`). */
const LIMIT = 50_000;

/** As many moments from the start as a chart may have. */
function chart(simulation: Simulation): readonly string[] {
  const whole = layoutTimeline(simulation);
  let most = whole.instants.length;
  for (;;) {
    const { layout, leftOut } = firstPart(whole, most);
    const lines = [...chartOf(simulation, layout), ...(leftOut === undefined ? [] : [`  %% ${leftOut}`])];
    if (most <= 1 || lines.join('\n').length < LIMIT) return lines;
    most = Math.ceil(most / 2);
  }
}

function chartOf({ source, release }: Simulation, layout: TimelineLayout): readonly string[] {
  const sections = layout.lanes.map((lane) => `${plainWords(lane.name)} (${lane.role})`);
  const padding = Math.max(...sections.map(({ length }) => length), 0) * CHARACTER + 20;
  const room = { seconds: endOf(layout), pixels: WIDTH - padding };
  return [
    '---',
    'displayMode: compact',
    `config: { gantt: { leftPadding: ${Math.round(padding)} } }`,
    '---',
    'gantt',
    `  title ${plainWords(objectName(source))}, Kubernetes ${release.version}`,
    `  dateFormat ${MERMAID_TIME}`,
    `  axisFormat ${room.seconds < 3600 ? '%M:%S' : '%H:%M'}`,
    ...layout.lanes.flatMap((lane, index) => [
      `  section ${sections[index]}`,
      ...laneTasks(lane, layout, room),
    ]),
    '  section Pod',
    ...layout.status.flatMap(({ from, text }, index) => {
      const next = layout.status[index + 1]?.from;
      const end = next === undefined ? endOf(layout) : secondsAt(layout, next);
      return bar({ names: [plainWords(text)], tag: '', start: secondsAt(layout, from), end }, room);
    }),
  ];
}

const secondsAt = ({ instants }: TimelineLayout, { instant }: Place): number =>
  instants[instant]?.atSeconds ?? 0;

function endOf({ instants, isOpen }: TimelineLayout): number {
  const last = instants.at(-1)?.atSeconds ?? 0;
  return isOpen ? last + Math.max(1, last * TAIL) : last;
}

/** A bar says how it ends; an exit without one, because it came at once, is a milestone. */
function laneTasks(lane: Lane, layout: TimelineLayout, room: Room): readonly string[] {
  const exits = new Map(
    lane.marks
      .filter(({ kind }) => kind === 'exitZero' || kind === 'exitNonZero')
      .map(({ at, text = '' }) => [at.instant, text]),
  );
  const bars = lane.spans.flatMap(({ from, state }, index) => {
    const look = BARS[state];
    const next = lane.spans[index + 1];
    const start = secondsAt(layout, from);
    const end = next === undefined ? endOf(layout) : secondsAt(layout, next.from);
    if (look === null || end <= start) return [];
    const code = next?.state === 'exited' ? exits.get(next.from.instant) : undefined;
    if (code !== undefined) exits.delete(next?.from.instant ?? 0);
    const names =
      code === undefined ? [look.name] : [`${look.name}, exit ${code}`, `exit ${code}`, look.name];
    return bar({ names, tag: look.tag, start, end }, room);
  });
  const milestones = [...exits].map(([instant, code]) => {
    const at = secondsAt(layout, { instant, step: 0 });
    return task({ name: `exit ${code}`, tag: 'milestone', start: at, end: at });
  });
  return [...bars, ...milestones];
}

/** What Mermaid draws at the width of a comment. */
const WIDTH = 850;
const CHARACTER = 6.5;
/** Mermaid asks for a name and trims blanks. */
const NO_NAME = '\u2800';

interface Room {
  readonly seconds: number;
  readonly pixels: number;
}

interface Task {
  readonly name: string;
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

/** The first name that fits: one that is longer than its bar would lie on the next. */
function bar(
  { names, ...one }: Omit<Task, 'name'> & { readonly names: readonly string[] },
  { seconds, pixels }: Room,
): readonly string[] {
  const wide = ((one.end - one.start) / seconds) * pixels;
  const name = names.find(({ length }) => length * CHARACTER <= wide) ?? NO_NAME;
  return one.end <= one.start ? [] : [task({ ...one, name })];
}

const task = ({ name, tag, start, end }: Task): string =>
  `  ${name} :${tag === '' ? '' : `${tag}, `}${mermaidTime(start)}, ${mermaidTime(end)}`;

/** Mermaid has no escapes that all its versions read: what could be syntax becomes a blank or `_`. */
const plainWords = (text: string): string =>
  text
    .replaceAll(':', ' ')
    .replace(/[^\p{L}\p{N} ./()-]/gu, '_')
    .replaceAll('--', '__');
