import { containersOf } from '../kubernetes/container-role.ts';
import type { Release } from '../kubernetes/release.ts';
import { parseQuantity } from '../quantity/parse-quantity.ts';
import { value } from '../quantity/quantity.ts';
import { printList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { cgroups } from './cgroups.ts';
import { blindSpots } from './consumers.ts';
import { exclusiveCpus } from './exclusive-cpus.ts';
import { limitsAtLeast } from './limits-at-least.ts';
import { oomScoreAdj } from './oom-score-adj.ts';
import { peaksOf, stepsOf } from './peaks.ts';
import type { PodResources } from './pod-resources.ts';
import {
  podLimits,
  podRequests,
  requestsWithoutSidecarAwareness,
  requestWalk,
  type SumOptions,
} from './pod-sums.ts';
import { qosClass, storedQosClass } from './qos-class.ts';
import { requestParts } from './request-parts.ts';
import type { Features } from './walk.ts';

export interface PodResourcesOptions {
  /** Memory capacity of the node, for `oom_score_adj`; a quantity, default `16Gi`. */
  readonly nodeMemory?: string;
  /** Count what the node reports of a resize in the Pod's status; default false. */
  readonly useStatus?: boolean;
  /** Answer with cgroup values, too. */
  readonly cgroup?: boolean;
  /** Answer with what other tools believe, too. */
  readonly consumers?: boolean;
  /** Answer with the CPUs that the CPU manager's policy `static` pins, too. */
  readonly exclusiveCpus?: boolean;
}

/** The node that `oomScoreAdj` assumes where nobody names one. */
export const DEFAULT_NODE_MEMORY = '16Gi';

/** How a component of this release calls the helper: its gates decide what takes part. */
export const sumOptionsAt = (
  { on }: Release,
  { useStatus = false }: PodResourcesOptions = {},
): SumOptions => ({
  podLevel: on.PodLevelResources,
  useStatus,
  podLevelStatus: on.InPlacePodLevelResourcesVerticalScaling,
});

/**
 * What one Pod reserves at a release, and why. The Pod is taken as the API server stores it: defaults applied,
 * fields of disabled gates gone.
 *
 * @throws QuantitySyntaxError if `nodeMemory` is no quantity
 */
export function podResources(pod: Pod, release: Release, options: PodResourcesOptions = {}): PodResources {
  const { on } = release;
  const sumOptions = sumOptionsAt(release, options);
  const requests = podRequests(pod, on, sumOptions);
  const walk = requestWalk(pod, on);
  const qos = (options.useStatus && storedQosClass(pod)) || qosClass(pod, on, sumOptions);
  const nodeMemory = value(parseQuantity(options.nodeMemory ?? DEFAULT_NODE_MEMORY));
  const oom = { pod, on, qosClass: qos, nodeMemory, options: sumOptions };
  return {
    requests: printList(requests),
    limits: printList(podLimits(pod, on, sumOptions)),
    limitsAtLeast: limitsAtLeast(pod, on, sumOptions),
    qosClass: qos,
    requestsWithoutSidecarAwareness: printList(requestsWithoutSidecarAwareness(pod)),
    containers: containersOf(pod.spec).map((entry) => ({
      name: entry.container.name ?? '',
      role: entry.role,
      requests: printList(readList(entry.container.resources?.requests)),
      limits: printList(readList(entry.container.resources?.limits)),
      oomScoreAdj: oomScoreAdj(entry, oom),
    })),
    peaks: peaksOf(requests, walk, pod, on, sumOptions),
    steps: stepsOf(walk),
    parts: requestParts(requests, walk, pod),
    ...(options.cgroup && {
      cgroup: cgroups(pod, on, { ...sumOptions, staticCpus: options.exclusiveCpus ?? false }),
    }),
    ...(options.consumers && believedBy(pod, on, sumOptions)),
    ...(options.exclusiveCpus && { exclusiveCpus: exclusiveCpus(pod, on, sumOptions) }),
  };
}

function believedBy(
  pod: Pod,
  on: Features,
  options: SumOptions,
): Required<Pick<PodResources, 'consumers' | 'hidden'>> {
  const { consumers, hidden } = blindSpots(pod, on, options);
  return { consumers, hidden };
}
