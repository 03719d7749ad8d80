/** Kinds of the groups that no CustomResourceDefinition can add to: what is not here does not exist (P-011). */
export const BUILT_IN_KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'v1',
    [
      'Binding',
      'ComponentStatus',
      'ConfigMap',
      'Endpoints',
      'Event',
      'LimitRange',
      'Namespace',
      'Node',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'ResourceQuota',
      'Secret',
      'Service',
      'ServiceAccount',
    ],
  ],
  ['apps/v1', ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']],
  ['batch/v1', ['CronJob', 'Job']],
]);

/** The workload kinds, and the version in which every supported server serves them. */
export const WORKLOAD_API_VERSIONS: ReadonlyMap<string, string> = new Map([
  ['Pod', 'v1'],
  ['PodTemplate', 'v1'],
  ['ReplicationController', 'v1'],
  ['Deployment', 'apps/v1'],
  ['ReplicaSet', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['DaemonSet', 'apps/v1'],
  ['Job', 'batch/v1'],
  ['CronJob', 'batch/v1'],
]);

/** The workload kind that was probably meant: other case, or one or two letters off. */
export function probableKind(kind: string): string | undefined {
  const lower = kind.toLowerCase();
  for (const known of WORKLOAD_API_VERSIONS.keys()) {
    if (known.toLowerCase() === lower) return known;
  }
  const most = kind.length < 6 ? 1 : 2;
  for (const known of WORKLOAD_API_VERSIONS.keys()) {
    if (editDistance(lower, known.toLowerCase(), most) <= most) return known;
  }
  return undefined;
}

/** Letters to insert, delete, change or swap with their neighbour; `most + 1` if there are more. */
function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? most + 1;
}
