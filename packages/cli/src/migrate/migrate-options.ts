import { type Analysis, containersOf, type MigrateOptions, type Workload } from '@outrider/core';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import { selectWorkloads } from '../select-workloads.ts';
import { UsageError } from '../usage-error.ts';

/**
 * What is to be moved, and where to.
 *
 * @throws UsageError for a workload, container or init container that the input does not have
 */
export function migrateOptions(flags: ParsedFlags, analysis: Analysis): MigrateOptions {
  const wanted = new Set<Workload>(
    selectWorkloads(analysis, flags).workloads.map(({ workload }) => workload),
  );
  const containers = flags.values('container');
  const before = flags.value('before');
  const names = namesIn(wanted);
  for (const name of containers) checkName('--container', name, names.all);
  if (before !== undefined) checkName('--before', before, names.inits);
  return {
    probable: flags.has('probable'),
    isWanted: (workload) => wanted.has(workload),
    ...(containers.length > 0 && { containers }),
    ...(before !== undefined && { before }),
  };
}

interface Names {
  readonly all: ReadonlySet<string>;
  readonly inits: ReadonlySet<string>;
}

function namesIn(workloads: ReadonlySet<Workload>): Names {
  const entries = [...workloads].flatMap(({ pod }) => containersOf(pod.spec));
  const named = (some: typeof entries): ReadonlySet<string> =>
    new Set(some.map(({ container }) => container.name ?? ''));
  return { all: named(entries), inits: named(entries.filter(({ role }) => role !== 'regular')) };
}

function checkName(flag: string, name: string, known: ReadonlySet<string>): void {
  if (known.has(name)) return;
  const what = flag === '--before' ? 'init container' : 'container';
  throw new UsageError(`The input has no ${what} "${name}" (${flag})${didYouMean(name, [...known])}`);
}
