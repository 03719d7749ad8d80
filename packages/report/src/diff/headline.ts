import type { AnalysisDiff } from '@outrider/core';
import { plural } from '../plural.ts';
import { inOneUnit, signed } from './signed.ts';

/** `1 of 38 workloads changes, 1 new error, 2 new warnings`; `no changes in 38 workloads`. */
export function headline({ totals, unreadable, notCompared }: AnalysisDiff): string {
  const { workloads, findings } = totals;
  const problems = [
    ...(findings.added.error > 0 ? [plural(findings.added.error, 'new error')] : []),
    ...(findings.added.warning > 0 ? [plural(findings.added.warning, 'new warning')] : []),
    ...(findings.fixed.error > 0 ? [`${plural(findings.fixed.error, 'error')} fixed`] : []),
    ...(findings.fixed.warning > 0 ? [`${plural(findings.fixed.warning, 'warning')} fixed`] : []),
    ...(unreadable.after.length > 0 ? ['some text cannot be read'] : []),
    ...(notCompared.length > 0 ? ['some workloads are not compared'] : []),
  ];
  return [changes(workloads), ...sizes(totals.resources), ...problems].join(', ');
}

/** What all Pods reserve more or less. */
function sizes({ replicated, perNode }: AnalysisDiff['totals']['resources']): readonly string[] {
  return [
    { requests: replicated.delta.requests, of: '' },
    { requests: perNode.delta.requests, of: ' per node' },
  ].flatMap(({ requests, of }) => [
    ...(isChange(requests['cpu'])
      ? [`${signed(inOneUnit('cpu', [requests['cpu']])[0] ?? '')} CPU${of}`]
      : []),
    ...(isChange(requests['memory']) ? [`${signed(requests['memory'])} memory${of}`] : []),
  ]);
}

const isChange = (amount: string | undefined): amount is string => amount !== undefined && amount !== '0';

function changes({ different, total }: AnalysisDiff['totals']['workloads']): string {
  if (total === 0) return 'no workloads';
  if (different === 0) return `no changes in ${plural(total, 'workload')}`;
  return `${different} of ${plural(total, 'workload')} ${different === 1 ? 'changes' : 'change'}`;
}

/** Nothing that a reviewer could want to know. */
export const isQuiet = ({ totals, otherFindings, unreadable, notCompared }: AnalysisDiff): boolean =>
  totals.workloads.different === 0 &&
  otherFindings.added.length + otherFindings.fixed.length === 0 &&
  unreadable.after.length + unreadable.before.length + notCompared.length === 0;
