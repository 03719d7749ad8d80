import type { Container } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import { compare } from '../quantity/arithmetic.ts';
import { milliValue, type Quantity, value, ZERO } from '../quantity/quantity.ts';
import { readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { hasPodLevelResources, type SumOptions } from './pod-sums.ts';
import { qosClass } from './qos-class.ts';
import type { Features } from './walk.ts';

export interface ExclusiveCpus {
  /** CPUs the Pod needs to itself at most at a time. */
  readonly podExclusiveCPUs: number;
  /** CPUs of each container; 0 means it runs in the shared pool. */
  readonly containers: Readonly<Record<string, number>>;
}

/** What the kubelet's CPU manager with policy `static` pins. */
export function exclusiveCpus(pod: Pod, on: Features, options: SumOptions = {}): ExclusiveCpus {
  const eligible = isEligible(pod, on, options);
  const cpusOf = (container: Container) => (eligible(container) ? wholeCpus(requestOf(container)) : 0);
  const containers = containersOf(pod.spec).map(({ container }) => [container.name ?? '', cpusOf(container)]);
  return {
    podExclusiveCPUs: managesPodLevel(pod, on, options)
      ? podLevelCpus(pod, on, options)
      : podCpus(pod, cpusOf, on),
    containers: Object.fromEntries(containers),
  };
}

/** Only containers of a Guaranteed Pod are pinned; from 1.34 none where `spec.resources` is set. */
function isEligible(pod: Pod, on: Features, options: SumOptions): (container: Container) => boolean {
  if (qosClass(pod, on, options) !== 'Guaranteed') return () => false;
  if (managesPodLevel(pod, on, options)) return isGuaranteed;
  const skipped = on.managersSkipPodLevel && hasPodLevelResources(pod, on, options);
  return () => !skipped;
}

const managesPodLevel = (pod: Pod, on: Features, options: SumOptions): boolean =>
  on.PodLevelResourceManagers && hasPodLevelResources(pod, on, options);

/** Requests and limits of cpu and memory set and equal, container by container. */
function isGuaranteed({ resources }: Container): boolean {
  const [requests, limits] = [readList(resources?.requests), readList(resources?.limits)];
  return ['cpu', 'memory'].every((name) => {
    const [request, limit] = [requests.get(name), limits.get(name)];
    return request !== undefined && limit !== undefined && compare(request, limit) === 0;
  });
}

const podLevelCpus = (pod: Pod, on: Features, options: SumOptions): number =>
  qosClass(pod, on, options) === 'Guaranteed'
    ? wholeCpus(readList(pod.spec.resources?.requests).get('cpu') ?? ZERO)
    : 0;

/** The Pod's total: an init container's CPUs are handed on, a sidecar's never are, from 1.29. */
function podCpus(pod: Pod, cpusOf: (container: Container) => number, on: Features): number {
  let sidecars = 0;
  let regular = 0;
  let peak = 0;
  for (const { container, role } of containersOf(pod.spec)) {
    const cpus = cpusOf(container);
    if (role === 'regular') regular += cpus;
    else if (role === 'sidecar' && on.managersKeepSidecars) sidecars += cpus;
    else peak = Math.max(peak, sidecars + cpus);
  }
  return Math.max(peak, sidecars + regular);
}

const requestOf = (container: Container): Quantity =>
  readList(container.resources?.requests).get('cpu') ?? ZERO;

/** A request of whole CPUs; anything else stays in the shared pool. */
const wholeCpus = (request: Quantity): number =>
  milliValue(request) === value(request) * 1000n ? Number(value(request)) : 0;
