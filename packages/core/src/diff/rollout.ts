import { isJsonObject, type Json, type JsonObject, own } from '../json.ts';
import type { Workload } from '../workload/workload.ts';

/** Default of `spec.strategy.rollingUpdate.maxSurge` (`k8s.io/kubernetes` pkg/apis/apps/v1/defaults.go). */
const DEFAULT_MAX_SURGE = '25%';

/**
 * How many Pods a rolling update may add: to the replicas of a Deployment, or to each node of a DaemonSet, which has
 * one more at most; undefined for kinds that never have more.
 */
export function surgeOf(workload: Pick<Workload, 'kind' | 'manifest'>, replicas: number): number | undefined {
  if (workload.kind === 'Deployment') return surgeIn(workload, 'strategy', DEFAULT_MAX_SURGE, replicas);
  return workload.kind === 'DaemonSet' ? daemonSurge(workload) : undefined;
}

/** Off by default; a percentage is of the nodes, of which there is always one (apps/v1 RollingUpdateDaemonSet). */
function daemonSurge(workload: Pick<Workload, 'manifest'>): 1 | undefined {
  const surge = surgeIn(workload, 'updateStrategy', 0, 1);
  return surge === undefined || surge === 0 ? undefined : 1;
}

function surgeIn(
  { manifest }: Pick<Workload, 'manifest'>,
  field: 'strategy' | 'updateStrategy',
  byDefault: string | number,
  replicas: number,
): number | undefined {
  const strategy = child(child(manifest.value, 'spec'), field);
  const type = own(strategy, 'type') ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return 0;
  return scaled(own(child(strategy, 'rollingUpdate'), 'maxSurge') ?? byDefault, replicas);
}

/** A number, or a percentage of the replicas, rounded up. */
function scaled(maxSurge: Json, replicas: number): number | undefined {
  if (typeof maxSurge === 'number') return Number.isInteger(maxSurge) && maxSurge >= 0 ? maxSurge : undefined;
  const [, percent] = typeof maxSurge === 'string' ? (/^(\d{1,9})%$/.exec(maxSurge) ?? []) : [];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}

function child(object: JsonObject, name: string): JsonObject {
  const value = own(object, name);
  return isJsonObject(value) ? value : {};
}
