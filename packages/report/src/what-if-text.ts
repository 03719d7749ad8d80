import type { Release, Source, WhatIf, WhatIfLevel } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import { objectName, placeOf } from './source-name.ts';
import type { Tone } from './terminal/paint.ts';
import { padEnd, truncate, widthOf } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { duration } from './timeline/duration.ts';

/** The answers of one workload, and all that a report of them needs. */
export interface WhatIfReport {
  readonly source: Source;
  readonly release: Release;
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

function reportLines({ source, release, answers }: WhatIfReport, options: TextOptions): readonly string[] {
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
    paint('dim', line(TITLES)),
    ...answers.map((answer, index) => paint(TONES[answer.level], line(rows[index] ?? []))),
  ];
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

/** The same for programs: the `whatIf` part of the JSON of `simulate`. */
export const whatIfJson = ({ source, answers }: WhatIfReport): object => ({
  source,
  answers: answers.map(({ run: _run, ...answer }) => answer),
});
