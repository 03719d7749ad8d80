import { isJsonObject, type Json, type JsonObject, own } from '../json.ts';
import type { Workload } from '../workload/workload.ts';

/** Default of `spec.strategy.rollingUpdate.maxSurge` (`k8s.io/kubernetes` pkg/apis/apps/v1/defaults.go). */
const DEFAULT_MAX_SURGE = '25%';

/** How many Pods a rolling update of a Deployment may add to its replicas; undefined for other kinds. */
export function surgePodsOf({ kind, manifest, replicas }: Workload): number | undefined {
  if (kind !== 'Deployment' || replicas === null) return undefined;
  const strategy = child(child(manifest.value, 'spec'), 'strategy');
  const type = own(strategy, 'type') ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return 0;
  return scaled(own(child(strategy, 'rollingUpdate'), 'maxSurge') ?? DEFAULT_MAX_SURGE, replicas);
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
