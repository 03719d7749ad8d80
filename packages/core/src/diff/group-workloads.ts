import { type Amounts, sumAmounts } from './amounts.ts';
import type { FindingsDiff, WorkloadChange, WorkloadDiff } from './analysis-diff.ts';
import { groupBy } from './group-by.ts';
import { byCodeUnit } from './order.ts';
import type { PodChange } from './pod-changes.ts';

/** Workloads that change in the same way: told once, with their names. */
export interface WorkloadGroup {
  readonly change: Exclude<WorkloadChange, 'unchanged'>;
  /** Indexes into `workloads` of the diff, ascending. */
  readonly workloads: readonly number[];
  readonly count: number;
  /** Pods of all of them on the head's side, or the base's of what is removed; `null` where nodes decide. */
  readonly pods: number | null;
  /** Of all their Pods. */
  readonly delta: Amounts;
}

/** Fewer are told one by one. */
const FEWEST = 3;

/** Groups of at least three workloads with the same semantic changes, the largest first. */
export function groupWorkloads(workloads: readonly WorkloadDiff[]): readonly WorkloadGroup[] {
  const changed = [...workloads.entries()].filter(([, { change }]) => change !== 'unchanged');
  const groups = groupBy(changed, ([, workload]) => signatureOf(workload));
  return [...groups.values()]
    .filter((members) => members.length >= FEWEST)
    .toSorted((a, b) => b.length - a.length)
    .flatMap((members) => {
      const [first] = members;
      return first === undefined ? [] : [groupOf(first[1], members)];
    });
}

function groupOf(
  { change }: WorkloadDiff,
  members: readonly (readonly [index: number, workload: WorkloadDiff])[],
): WorkloadGroup {
  return {
    change: change === 'unchanged' ? 'changed' : change,
    workloads: members.map(([index]) => index),
    count: members.length,
    pods: podsOf(members.map(([, workload]) => workload)),
    delta: sumAmounts(members.map(([, { resources }]) => resources.delta.total)),
  };
}

function podsOf(members: readonly WorkloadDiff[]): number | null {
  const replicas = members.map(({ resources: { before, after } }) => (after ?? before)?.replicas ?? null);
  return replicas.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

/** What is told of a workload, as a text: names are kept, numbers become their sign. */
function signatureOf(workload: WorkloadDiff): string {
  const { identity, change, pod, object, resources, lifecycle, findings, renamedFrom } = workload;
  const { before, after, delta } = resources;
  const isEvent = pod.some(({ change: kind }) => kind !== 'field');
  return JSON.stringify([
    change,
    ownerClass(identity.kind),
    renamedFrom === undefined,
    change === 'changed' ? changeKeys(pod, rolesOf(workload)) : gatesOf(workload),
    // Around a bigger event a field of the object is a detail; replicas count below.
    isEvent ? [] : object.map(({ path, kind }) => [path, kind]),
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

const gatesOf = ({ lifecycle: { before, after } }: WorkloadDiff): readonly string[] =>
  (after ?? before)?.start.gates.map(({ container, role }) => `${role} ${container}`) ?? [];

type Roles = ReadonlyMap<string, string>;

/** Regular containers have other names in each workload; init containers and sidecars are what is compared. */
const rolesOf = ({ lifecycle: { before, after } }: WorkloadDiff): Roles =>
  new Map((after ?? before)?.start.regular.map((name) => [name, 'a regular container']) ?? []);

/** Fields that say how a Pod starts, runs and stops; of the others it matters only where nothing bigger happened. */
const TELLING = /^(resources|startupProbe|lifecycle|restartPolicy|spec\.terminationGracePeriodSeconds)\b/;

/** Behind a startupProbe of a regular container nobody waits. */
const isTelling = ({ container, path }: PodFieldChange, roles: Roles): boolean =>
  TELLING.test(path) && !(path.startsWith('startupProbe') && roles.has(container ?? ''));

type PodFieldChange = Extract<PodChange, { readonly change: 'field' }>;

function changeKeys(changes: readonly PodChange[], roles: Roles): readonly string[] {
  const hasEvent = changes.some(({ change }) => change !== 'field');
  const keys = changes
    .filter((change) => !hasEvent || change.change !== 'field' || isTelling(change, roles))
    .map((change) => changeKey(change, roles, hasEvent));
  return [...new Set(keys)].sort(byCodeUnit);
}

/** Beside an event the field is enough: which of its numbers changed is a detail. */
function changeKey(change: PodChange, roles: Roles, isDetail: boolean): string {
  if (change.change !== 'field') return JSON.stringify(change);
  const { container, path, kind } = change;
  const whose = container === null ? '' : (roles.get(container) ?? container);
  return JSON.stringify([whose, isDetail ? path.split('.').slice(0, 2).join('.') : path, kind]);
}

const signs = (amounts: Amounts['requests']): readonly string[] =>
  Object.entries(amounts).map(
    ([name, amount]) => `${name} ${amount === '0' ? '0' : amount.startsWith('-') ? '-' : '+'}`,
  );

/** Which are said, not how often: a Pod with more containers has more of the same. Notes tell no groups apart. */
const rules = (findings: FindingsDiff['added']): readonly string[] => {
  const telling = findings.filter(({ severity }) => severity !== 'info');
  return [...new Set(telling.map(({ rule, severity }) => `${severity} ${rule}`))].sort(byCodeUnit);
};
