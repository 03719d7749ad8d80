import type { AmountsDiff, AnalysisDiff } from '@outrider/core';
import { plural } from '../plural.ts';
import { signedMoney } from './money.ts';
import { inOneUnit, signed } from './signed.ts';

/** `1 of 38 workloads changes, 1 new error, 2 new warnings`; `no changes in 38 workloads`. */
export const headline = (diff: AnalysisDiff): string => headlineParts(diff).join(', ');

/** The same, part by part, the most important first. */
export function headlineParts(diff: AnalysisDiff): readonly string[] {
  const { totals, unreadable, notCompared } = diff;
  const { findings } = totals;
  return [
    changes(diff),
    ...sizes(totals.resources),
    ...(findings.added.error > 0 ? [plural(findings.added.error, 'new error')] : []),
    ...(findings.added.warning > 0 ? [plural(findings.added.warning, 'new warning')] : []),
    ...(findings.fixed.error > 0 ? [`${plural(findings.fixed.error, 'error')} fixed`] : []),
    ...(findings.fixed.warning > 0 ? [`${plural(findings.fixed.warning, 'warning')} fixed`] : []),
    ...(unreadable.after.length + unreadable.before.length > 0 ? ['some text cannot be read'] : []),
    ...(notCompared.length > 0 ? ['some workloads are not compared'] : []),
  ];
}

/** What all Pods reserve and cost more or less; from the fewest to the most Pods where autoscalers decide. */
function sizes({ replicated, perNode, range, cost }: AnalysisDiff['totals']['resources']): readonly string[] {
  const sums = range === undefined ? [replicated] : [range.fewest, range.most];
  return [
    ...amounts(sums, 'cpu', 'CPU'),
    ...amounts(sums, 'memory', 'memory'),
    ...amounts([perNode], 'cpu', 'CPU per node'),
    ...amounts([perNode], 'memory', 'memory per node'),
    ...(cost === undefined || cost.range !== undefined || !cost.replicated.delta
      ? []
      : [`${signedMoney(cost.replicated.delta)} a month`]),
  ];
}

function amounts(sums: readonly AmountsDiff[], resource: string, called: string): readonly string[] {
  const changes = sums.map(({ delta }) => delta.requests[resource] ?? '0');
  if (changes.every((change) => change === '0')) return [];
  return [`${[...new Set(inOneUnit(resource, changes).map(signed))].join(' to ')} ${called}`];
}

/** Of how many is only known where all of them were read. */
function changes({ totals: { workloads }, unread }: AnalysisDiff): string {
  const { different, total } = workloads;
  const verb = different === 1 ? 'changes' : 'change';
  if (unread.equalFiles > 0) {
    return different === 0 ? 'no changes' : `${plural(different, 'workload')} ${verb}`;
  }
  if (total === 0) return 'no workloads';
  if (different === 0) return `no changes in ${plural(total, 'workload')}`;
  return `${different} of ${plural(total, 'workload')} ${verb}`;
}

/** Nothing that a reviewer could want to know. */
export const isQuiet = ({
  totals,
  otherFindings,
  unreadable,
  notCompared,
  otherObjects,
}: AnalysisDiff): boolean =>
  totals.workloads.different === 0 &&
  otherFindings.added.length + otherFindings.fixed.length === 0 &&
  unreadable.after.length + unreadable.before.length + notCompared.length === 0 &&
  otherObjects.every(({ added, removed, changed }) => added + removed + changed === 0);
