import type {
  Release,
  ShutdownBudget,
  Source,
  StartupBudget,
  Unreadable,
  WhatIf,
  WhatIfLevel,
} from '@outrider/core';
import { budgetLines } from './budget-text.ts';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import { objectName, placeOf } from './source-name.ts';
import type { Tone } from './terminal/paint.ts';
import { padEnd, truncate, widthOf, wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { duration } from './timeline/duration.ts';

/** The answers of one workload, and all that a report of them needs. */
export interface WhatIfReport {
  readonly source: Source;
  readonly release: Release;
  readonly startup: StartupBudget;
  readonly shutdown: ShutdownBudget;
  readonly answers: readonly WhatIf[];
}

const TONES: Readonly<Record<WhatIfLevel, Tone>> = {
  stuck: 'red',
  killed: 'red',
  failed: 'red',
  disturbed: 'yellow',
  fine: 'green',
};

const TITLES = ['WHAT IF', 'READY', 'END', 'STOP', 'SIGKILL', ''] as const;

/** `outrider simulate --what-if` for people: one line a question, the plan first, then the worst. */
export const whatIfText = (reports: readonly WhatIfReport[], options: TextOptions): string =>
  reports.map((report) => `${reportLines(report, options).join('\n')}\n`).join('\n');

function reportLines(
  { source, release, startup, shutdown, answers }: WhatIfReport,
  options: TextOptions,
): readonly string[] {
  const { paint } = options;
  const rows = answers.map(cellsOf);
  const widths = TITLES.map((title, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const question = Math.max(20, Math.min(widths[0] ?? 0, options.width - others - 2));
  const line = ([says = '', ...cells]: readonly string[]): string =>
    [
      padEnd(truncate(says, question, options.ascii ? '..' : '…'), question),
      ...cells.map((cell, index) => padEnd(cell, widths[index + 1] ?? 0)),
    ]
      .join('  ')
      .trimEnd();
  const heading = `${paint('bold', objectName(source))}  ${paint('dim', `${placeOf(source)}, Kubernetes ${release.version}`)}`;
  return [
    heading,
    '',
    ...budgetLines(startup, shutdown).flatMap((text) => hanging(text, options.width)),
    '',
    paint('dim', line(TITLES)),
    ...answers.map((answer, index) => paint(TONES[answer.level], line(rows[index] ?? []))),
  ];
}

/** Lines after the first stand a little further in than it. */
function hanging(text: string, width: number): readonly string[] {
  const indent = ' '.repeat(text.length - text.trimStart().length);
  return wrap(text, width - indent.length - 2).map(
    (line, index) => `${indent}${index > 0 ? '  ' : ''}${line}`,
  );
}

const cellsOf = (answer: WhatIf): readonly string[] => [
  visible(answer.says),
  answer.readyAtSeconds === null ? 'never' : duration(answer.readyAtSeconds),
  answer.finishedAtSeconds === null
    ? `${answer.phase}, no end`
    : `${answer.phase} ${duration(answer.finishedAtSeconds)}`,
  answer.stopSeconds === null ? '-' : duration(answer.stopSeconds),
  answer.killed.length === 0 ? '-' : answer.killed.map(visible).join(', '),
  [answer.level, ...(answer.restarts > 0 ? [plural(answer.restarts, 'restart')] : [])].join(', '),
];

/** The same for programs: the JSON of `simulate`, with its answers under `whatIf`. */
export const whatIfJson = (
  reports: readonly WhatIfReport[],
  kubernetesVersion: string,
  unreadable: readonly Unreadable[],
): string => {
  const whatIf = reports.map(({ source, startup, shutdown, answers }) => ({
    source,
    startup,
    shutdown,
    answers: answers.map(({ run: _run, ...answer }) => answer),
  }));
  const page = { schemaVersion: 1, command: 'simulate', kubernetesVersion, runs: [], whatIf, unreadable };
  return `${JSON.stringify(page, null, 2)}\n`;
};
