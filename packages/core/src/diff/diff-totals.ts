import type { KubernetesVersion } from '../kubernetes/version.ts';
import { KUBERNETES_VERSIONS } from '../kubernetes/version.ts';
import type { DiffTotals, FindingsDiff, WorkloadChange, WorkloadDiff } from './analysis-diff.ts';
import { type NodeOptions, totalResources } from './total-resources.ts';

/** Sums of what the diff tells workload by workload. */
export function totalsOf(
  workloads: readonly WorkloadDiff[],
  other: FindingsDiff,
  node: NodeOptions | undefined,
): DiffTotals {
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
    nativeSidecars: nativeSidecars(workloads),
    oldestVersion: {
      before: newestOf(workloads.map(({ oldestVersion }) => oldestVersion.before)),
      after: newestOf(workloads.map(({ oldestVersion }) => oldestVersion.after)),
    },
    resources: totalResources(workloads, node),
  };
}

function severities(findings: FindingsDiff['added']): DiffTotals['findings']['added'] {
  const count = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Containers in manifests, however many Pods they are in. */
function nativeSidecars(workloads: readonly WorkloadDiff[]): DiffTotals['nativeSidecars'] {
  const count = (side: 'before' | 'after'): number =>
    workloads
      .flatMap(({ lifecycle }) => lifecycle[side]?.start.gates ?? [])
      .filter(({ role }) => role === 'sidecar').length;
  const [before, after] = [count('before'), count('after')];
  return { before, after, delta: after - before };
}

/** All of them need the newest that one of them needs; what works nowhere says nothing of versions. */
function newestOf(versions: readonly (KubernetesVersion | null)[]): KubernetesVersion | null {
  const known = new Set(versions);
  return KUBERNETES_VERSIONS.findLast((version) => known.has(version)) ?? null;
}
