import type { AnalysisDiff, LocatedFinding, WorkloadDiff } from '@outrider/core';

/** Workloads that differ in a way of their own. */
export function singleWorkloads({ workloads, groups }: AnalysisDiff): readonly WorkloadDiff[] {
  const grouped = new Set(groups.flatMap((group) => group.workloads));
  return workloads.filter(({ change }, index) => change !== 'unchanged' && !grouped.has(index));
}

/** Those with the worst findings, then what changed before what came or went, then the largest changes of CPU. */
export const worstFirst = (workloads: readonly WorkloadDiff[]): readonly WorkloadDiff[] =>
  workloads.toSorted(
    (a, b) => weight(b) - weight(a) || RANK[a.change] - RANK[b.change] || sizeOf(b) - sizeOf(a),
  );

/** Only to order by: millicores of all Pods, up or down. */
function sizeOf({ resources }: WorkloadDiff): number {
  const { cpu = '0' } = resources.delta.total.requests;
  return Math.abs(Number.parseFloat(cpu)) * (cpu.endsWith('m') ? 1 : 1000);
}

const RANK: Readonly<Record<WorkloadDiff['change'], number>> = {
  changed: 0,
  removed: 1,
  added: 2,
  unchanged: 3,
};

function weight({ findings }: WorkloadDiff): number {
  const severities = findings.added.map(({ severity }) => severity);
  return severities.includes('error') ? 2 : severities.includes('warning') ? 1 : 0;
}

/** The worst finding that is new, else one that is gone; notes are nothing to tell in a cell. */
export function worstFinding({
  findings,
}: WorkloadDiff): { readonly finding: LocatedFinding; readonly isNew: boolean } | undefined {
  const [added] = findings.added.filter(({ severity }) => severity !== 'info');
  if (added !== undefined) return { finding: added, isNew: true };
  const [fixed] = findings.fixed.filter(({ severity }) => severity !== 'info');
  return fixed === undefined ? undefined : { finding: fixed, isNew: false };
}
