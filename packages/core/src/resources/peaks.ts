import { compare } from '../quantity/arithmetic.ts';
import { printQuantity } from '../quantity/print-quantity.ts';
import { printList, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import type { Peak, Step } from './pod-resources.ts';
import { hasPodLevelRequests, isPodLevelResource, podRequests, type SumOptions } from './pod-sums.ts';
import type { Features, Walk } from './walk.ts';

/** The walk, one entry a moment: each init container and sidecar in order, then `running`. */
export const stepsOf = (walk: Walk): readonly Step[] => [
  ...walk.steps.map(({ path, container, role, use }) => ({
    during: path,
    container: container.name ?? '',
    role,
    requests: printList(use),
  })),
  { during: 'running', requests: printList(walk.run) },
];

/** Which moment set each effective request. */
export function peaksOf(
  requests: ResourceList,
  walk: Walk,
  pod: Pod,
  on: Features,
  options: SumOptions,
): Readonly<Record<string, Peak>> {
  const podLevel = hasPodLevelRequests(pod, on, options) ? readList(pod.spec.resources?.requests) : new Map();
  const ofSpec = options.useStatus ? podRequests(pod, on, { ...options, useStatus: false }) : requests;
  const names = [...requests.keys()].sort();
  return Object.fromEntries(
    names.map((name) => {
      if (printed(ofSpec, name) !== printed(requests, name)) {
        return [name, { value: printed(requests, name), during: 'status' }];
      }
      const setByPod = podLevel.has(name) && isPodLevelResource(name, on);
      const during = setByPod ? 'podResources' : decidingMoment(name, walk);
      return [name, { value: printed(requests, name), during }];
    }),
  );
}

const printed = (list: ResourceList, name: string): string => {
  const quantity = list.get(name);
  return quantity === undefined ? '0' : printQuantity(quantity);
};

/** The first moment that needs most; the run phase if it needs as much. */
function decidingMoment(name: string, { steps, run, total }: Walk): string {
  const most = total.get(name);
  if (most === undefined) return 'overhead';
  const reaches = (list: ResourceList) => {
    const use = list.get(name);
    return use !== undefined && compare(use, most) === 0;
  };
  if (reaches(run)) return 'running';
  return steps.find(({ use }) => reaches(use))?.path ?? 'running';
}
