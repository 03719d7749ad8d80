import type { Release, ShutdownBudget, Source, StartupBudget, Unreadable, WhatIf } from '@outrider/core';
import { budgetLines } from './budget-text.ts';
import { heading } from './heading.ts';
import { objectName, placeOf } from './source-name.ts';
import { fold } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { duration } from './timeline/duration.ts';
import { answerLines } from './what-if-rows.ts';

/** The answers of one workload, and all that a report of them needs. */
export interface WhatIfReport {
  readonly source: Source;
  readonly release: Release;
  readonly startup: StartupBudget;
  readonly shutdown: ShutdownBudget;
  readonly answers: readonly WhatIf[];
}

/** `outrider simulate --what-if` for people: one line a question, the plan first, then the worst. */
export const whatIfText = (reports: readonly WhatIfReport[], options: TextOptions): string =>
  reports.map((report) => `${reportLines(report, options).join('\n')}\n`).join('\n');

function reportLines(report: WhatIfReport, options: TextOptions): readonly string[] {
  const { source, release, startup, shutdown, answers } = report;
  return [
    ...heading(objectName(source), `${placeOf(source)}, Kubernetes ${release.version}`, options),
    '',
    ...budgetLines(startup, shutdown).flatMap((text) => hanging(text, options.width)),
    '',
    ...answerLines(answers, options),
    ...deletionNote(answers[0], options),
  ];
}

/** Lines after the first stand a little further in than it. */
function hanging(text: string, width: number): readonly string[] {
  const indent = ' '.repeat(text.length - text.trimStart().length);
  return fold(text, width - indent.length - 2).map(
    (line, index) => `${indent}${index > 0 ? '  ' : ''}${line}`,
  );
}

/** A Pod that would run for ever has an end only because it is deleted. */
function deletionNote(plan: WhatIf | undefined, { paint, width }: TextOptions): readonly string[] {
  const deletion = plan?.run.timeline.find(({ event }) => event === 'DeleteRequested');
  if (deletion === undefined) return [];
  const text = `The Pod runs on; it is deleted at ${duration(deletion.atSeconds)}, so that its stop is seen too.`;
  return ['', ...fold(text, width).map((line) => paint('dim', line))];
}

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
