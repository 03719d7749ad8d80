import { containersOf } from '../kubernetes/container-role.ts';
import { hasAmount, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { hasPodLevelResources, podLimits, type SumOptions } from './pod-sums.ts';
import type { Features } from './walk.ts';

/**
 * A sum of limits says nothing about containers that have none: their names, by resource. A limit in
 * `spec.resources` holds for all, so its resource is not listed.
 */
export function limitsAtLeast(
  pod: Pod,
  on: Features,
  options: SumOptions = {},
): Readonly<Record<string, readonly string[]>> {
  const containers = containersOf(pod.spec).map(({ container }) => container);
  const ofPod = hasPodLevelResources(pod, on, options) ? readList(pod.spec.resources?.limits) : new Map();
  const names = [...podLimits(pod, on, options).keys()].filter((name) => !hasAmount(ofPod, name)).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const without = containers.filter(({ resources }) => !hasAmount(readList(resources?.limits), name));
      return without.length === 0 || !COUNTED.includes(name)
        ? []
        : [[name, without.map((container) => container.name ?? '')] as const];
    }),
  );
}

/** Without a limit of these a container may take what it can; of others it gets nothing. */
const COUNTED = ['cpu', 'memory', 'ephemeral-storage'];
