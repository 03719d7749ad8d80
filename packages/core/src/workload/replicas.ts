import { isJsonObject, type JsonObject, own } from '../json.ts';
import type { PodPlace } from './pod-places.ts';
import type { WorkloadKind } from './workload.ts';

/** Pods of this template at a time; `null` where the number of nodes decides. */
export function replicasOf(kind: WorkloadKind | 'Custom', value: JsonObject, place: PodPlace): number | null {
  switch (kind) {
    case 'Pod':
    case 'PodTemplate':
      return 1;
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return integerIn(objectIn(value, 'spec'), 'replicas') ?? 1;
    case 'DaemonSet':
      return null;
    case 'Job':
    case 'CronJob':
      return parallelPods(place.ancestors.at(-2));
    case 'Custom':
      return customReplicas(value, place);
  }
}

/** A Job runs `parallelism` Pods at once, but never more than `completions`. */
function parallelPods(jobSpec: JsonObject | undefined): number {
  if (jobSpec === undefined) return 1;
  const parallelism = integerIn(jobSpec, 'parallelism') ?? 1;
  return Math.min(parallelism, integerIn(jobSpec, 'completions') ?? parallelism);
}

/** The product of what the objects around the template say: `replicas` of a JobSet's job times its parallelism. */
function customReplicas(value: JsonObject, { ancestors }: PodPlace): number | null {
  if (own(value, 'kind') === 'DaemonSet') return null;
  return ancestors.reduce(
    (product, ancestor) => product * (integerIn(ancestor, 'replicas') ?? 1) * parallelPods(ancestor),
    1,
  );
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isJsonObject(value) ? value : {};
}

function integerIn(object: JsonObject, key: string): number | undefined {
  const value = own(object, key);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
