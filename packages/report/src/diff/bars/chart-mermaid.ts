import { clip } from '../../escape/clip.ts';
import { MERMAID_TIME, mermaidTime } from '../../timeline/mermaid-time.ts';
import type { Bar, BarKind, Chart, Lane } from './chart.ts';

/** The charts of a workload as one Gantt chart of Mermaid, a section for each side of each. */
export function chartsMermaid(charts: readonly Chart[]): readonly string[] {
  let id = 0;
  return [
    'gantt',
    `  dateFormat ${MERMAID_TIME}`,
    // Without hours and minutes the axis would begin anew at 60.
    '  axisFormat %H:%M:%S',
    ...charts.flatMap(({ what, sides }) =>
      sides.flatMap(({ side, lanes }) => [
        `  section ${side} ${what}`,
        ...lanes.flatMap((lane) =>
          lane.bars.map((bar) => {
            id += 1;
            return taskOf(lane, bar, id);
          }),
        ),
      ]),
    ),
  ];
}

/** What a bar is, where its lane's reason does not say it. */
const WORDS: Readonly<Record<BarKind, string>> = {
  gate: '',
  unbounded: '',
  runs: 'runs',
  preStop: 'preStop',
  preStopUnbounded: 'preStop',
  waits: 'waits',
  stops: 'until SIGKILL',
  stopsLast: 'TERM 2 s',
};

/** `crit` marks what has no limit; a bar of no length would not be seen. */
function taskOf({ role, container, why }: Lane, { kind, from, to }: Bar, id: number): string {
  const word = WORDS[kind];
  const label = plainLabel(`${role} ${container} ${word === '' ? why : word}`);
  const tag = kind === 'unbounded' || kind === 'preStopUnbounded' ? 'crit, ' : '';
  const [start, end] = [Math.round(from), Math.round(to)];
  return `  ${label} :${tag}t${id}, ${mermaidTime(start)}, ${mermaidTime(Math.max(end, start + 1))}`;
}

/** Mermaid has no escapes that all its versions read; a word of ours comes first, as a name could be one of its own. */
const plainLabel = (text: string): string =>
  clip(text.replace(/[^A-Za-z0-9 -]/g, ' '), 60)
    .replace('…', '')
    .trim();
