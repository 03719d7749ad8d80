import type { Release, ShutdownBudget, Source, StartupBudget, WorkloadResources } from '@outrider/core';
import { budgetLines } from './budget-text.ts';
import { containerTable } from './container-table.ts';
import { objectName, placeOf } from './source-name.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

/** What a manifest alone says of its Pod: who starts and stops when, and what it asks of a node. */
export interface Outline {
  readonly source: Source;
  readonly release: Release;
  readonly start: StartupBudget;
  readonly stop: ShutdownBudget;
  readonly resources: WorkloadResources;
}

/** An outline for people: start and stop in a line each, then the table of requests and limits. */
export function outlineText(
  { source, release, start, stop, resources }: Outline,
  options: TextOptions,
): string {
  const { paint, width } = options;
  const facts = [placeOf(source), `Kubernetes ${release.version}`, resources.pod.qosClass];
  return [
    `${paint('bold', objectName(source))}  ${paint('dim', facts.join(', '))}`,
    ...budgetLines(start, stop).flatMap((line) => wrapped(line, width)),
    ...containerTable(resources, options),
    '',
  ].join('\n');
}

/** Indented, with what does not fit one step further in. */
function wrapped(line: string, width: number): readonly string[] {
  const indent = line.length - line.trimStart().length + 2;
  const [first = '', ...rest] = wrap(line.trimStart(), Math.max(30, width - indent - 2));
  return [' '.repeat(indent) + first, ...rest.map((text) => ' '.repeat(indent + 2) + text)];
}
