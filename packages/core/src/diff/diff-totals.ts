import type { DiffTotals, FindingsDiff, WorkloadChange, WorkloadDiff } from './analysis-diff.ts';
import { totalResources } from './diff-resources.ts';

/** Sums of what the diff tells workload by workload. */
export function totalsOf(workloads: readonly WorkloadDiff[], other: FindingsDiff): DiffTotals {
  const count = (change: WorkloadChange): number =>
    workloads.filter((workload) => workload.change === change).length;
  const findings = [...workloads.map((workload) => workload.findings), other];
  return {
    workloads: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      renamed: workloads.filter(({ renamedFrom }) => renamedFrom !== undefined).length,
      different: workloads.length - count('unchanged'),
      total: workloads.length,
    },
    findings: {
      added: severities(findings.flatMap(({ added }) => added)),
      fixed: severities(findings.flatMap(({ fixed }) => fixed)),
      kept: findings.reduce((sum, { kept }) => sum + kept, 0),
    },
    resources: totalResources(workloads.map(({ resources }) => resources)),
  };
}

function severities(findings: FindingsDiff['added']): DiffTotals['findings']['added'] {
  const count = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}
