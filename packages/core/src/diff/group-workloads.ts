import type { FindingsDiff, WorkloadDiff } from './analysis-diff.ts';
import { type Amounts, sumAmounts } from './diff-resources.ts';
import { groupBy } from './group-by.ts';
import { byCodeUnit } from './order.ts';
import type { PodChange } from './pod-changes.ts';

/** Workloads that change in the same way: told once, with their names. */
export interface WorkloadGroup {
  /** Indexes into `workloads` of the diff, ascending. */
  readonly workloads: readonly number[];
  readonly count: number;
  /** Pods of all of them on the head's side; `null` where the number of nodes decides. */
  readonly pods: number | null;
  /** Of all their Pods. */
  readonly delta: Amounts;
}

/** Fewer are told one by one. */
const FEWEST = 3;

/** Groups of at least three changed workloads with the same semantic changes, the largest first. */
export function groupWorkloads(workloads: readonly WorkloadDiff[]): readonly WorkloadGroup[] {
  const changed = [...workloads.entries()].filter(([, { change }]) => change === 'changed');
  const groups = groupBy(changed, ([, workload]) => signatureOf(workload));
  return [...groups.values()]
    .filter((members) => members.length >= FEWEST)
    .toSorted((a, b) => b.length - a.length)
    .map((members) => ({
      workloads: members.map(([index]) => index),
      count: members.length,
      pods: podsOf(members.map(([, workload]) => workload)),
      delta: sumAmounts(members.map(([, { resources }]) => resources.delta.total)),
    }));
}

function podsOf(members: readonly WorkloadDiff[]): number | null {
  const replicas = members.map(({ resources }) => resources.after?.replicas ?? null);
  return replicas.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

/** Names are kept, numbers become their sign. */
function signatureOf(workload: WorkloadDiff): string {
  const { identity, pod, object, resources, lifecycle, findings, renamedFrom } = workload;
  const { before, after, delta } = resources;
  return JSON.stringify([
    ownerClass(identity.kind),
    renamedFrom === undefined,
    changeKeys(pod),
    object.map(({ path, kind }) => [path, kind]),
    [signs(delta.pod.requests), signs(delta.pod.limits), Math.sign(delta.replicas ?? 0)],
    [before?.pod.qosClass, after?.pod.qosClass],
    [lifecycle.before, lifecycle.after].map((side) => side?.stop.sidecars.map(({ container }) => container)),
    lifecycle.delta?.gates,
    [rules(findings.added), rules(findings.fixed)],
  ]);
}

/** What runs for ever, what ends, what runs on each node. */
function ownerClass(kind: string): string {
  if (kind === 'Job' || kind === 'CronJob') return 'Job';
  return kind === 'DaemonSet' || kind === 'Pod' ? kind : 'replicated';
}

/** Fields that say how a Pod starts, runs and stops; of the others it matters only where nothing bigger happened. */
const TELLING = /resources|Probe|lifecycle|restartPolicy|terminationGracePeriodSeconds/;

function changeKeys(changes: readonly PodChange[]): readonly string[] {
  const hasEvent = changes.some(({ change }) => change !== 'field');
  return changes
    .filter((change) => !hasEvent || change.change !== 'field' || TELLING.test(change.path))
    .map((change) =>
      change.change === 'field'
        ? JSON.stringify([change.container, change.path, change.kind])
        : JSON.stringify(change),
    )
    .sort(byCodeUnit);
}

const signs = (amounts: Amounts['requests']): readonly string[] =>
  Object.entries(amounts).map(
    ([name, amount]) => `${name} ${amount === '0' ? '0' : amount.startsWith('-') ? '-' : '+'}`,
  );

const rules = (findings: FindingsDiff['added']): readonly string[] =>
  findings.map(({ rule, severity }) => `${severity} ${rule}`).sort(byCodeUnit);
