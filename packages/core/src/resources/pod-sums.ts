import type { ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import { add } from '../quantity/arithmetic.ts';
import { isZero, ZERO } from '../quantity/quantity.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import {
  addLists,
  EMPTY,
  maxLists,
  onlyNames,
  type ResourceList,
  readList,
} from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { addToLimits, claimedResources } from './claims.ts';
import {
  actuatedAmounts,
  allocatedAmounts,
  greatestAmounts,
  isResizeInfeasible,
  type Side,
  specAmounts,
} from './status-amounts.ts';
import { type AmountsOf, type Features, type Walk, walk } from './walk.ts';

/** What a caller of `PodRequests` and `PodLimits` asks for, in the words of `PodResourcesOptions`. */
export interface SumOptions {
  /** Count `spec.resources`; a caller passes its gate PodLevelResources. Default true, as in the helper. */
  readonly podLevel?: boolean;
  /** Count the node's report of a resize; default false. */
  readonly useStatus?: boolean;
  /** Of the Pod's own resources too; a caller passes InPlacePodLevelResourcesVerticalScaling. */
  readonly podLevelStatus?: boolean;
  /** Count claims of node allocatable resources; a caller passes DRANodeAllocatableResources. */
  readonly dra?: boolean;
  readonly excludeOverhead?: boolean;
  readonly skipContainerLevel?: boolean;
  /** Requests for containers that have none, as the scheduler's scores use them. */
  readonly nonMissing?: ResourceAmounts;
}

const SUPPORTED: readonly string[] = ['cpu', 'memory'];

/** Whether `spec.resources` may hold this name. */
export const isPodLevelResource = (name: string, on: Features): boolean =>
  SUPPORTED.includes(name) || (on.podLevelHugepages && name.startsWith('hugepages-'));

const supportedNames = (amounts: ResourceAmounts | undefined, on: Features): readonly string[] =>
  Object.keys(amounts ?? {}).filter((name) => isPodLevelResource(name, on));

/** Whether `spec.resources.requests` takes part. */
export const hasPodLevelRequests = (pod: Pod, on: Features, { podLevel = true }: SumOptions = {}): boolean =>
  on.podLevelSums && podLevel && supportedNames(pod.spec.resources?.requests, on).length > 0;

/** Whether `spec.resources` takes part at all. */
export const hasPodLevelResources = (pod: Pod, on: Features, { podLevel = true }: SumOptions = {}): boolean =>
  on.podLevelSums &&
  podLevel &&
  [pod.spec.resources?.requests, pod.spec.resources?.limits].some(
    (amounts) => supportedNames(amounts, on).length > 0,
  );

/** `PodRequests` of `k8s.io/component-helpers/resource` and its forerunners. */
export function podRequests(pod: Pod, on: Features, options: SumOptions = {}): ResourceList {
  const containers = options.skipContainerLevel ? EMPTY : containerRequests(pod, on, options);
  const withPod = hasPodLevelRequests(pod, on, options)
    ? replaceByPodLevel(containers, 'requests', pod, on, options)
    : containers;
  return options.excludeOverhead ? withPod : addLists(withPod, readList(pod.spec.overhead));
}

/** `PodLimits`: overhead is added only to limits that are there and not zero. */
export function podLimits(pod: Pod, on: Features, options: SumOptions = {}): ResourceList {
  const containers = containerLimits(pod, on, options);
  const withPod = hasPodLevelResources(pod, on, options)
    ? replaceByPodLevel(containers, 'limits', pod, on, options)
    : containers;
  return options.excludeOverhead ? withPod : addOverheadToLimits(withPod, readList(pod.spec.overhead));
}

function addOverheadToLimits(limits: ResourceList, overhead: ResourceList): ResourceList {
  const limited = onlyNames(overhead, (name) => !isZero(limits.get(name) ?? ZERO));
  return addLists(limits, limited);
}

/** `AggregateContainerRequests`: no pod level, no overhead. */
export function containerRequests(pod: Pod, on: Features, options: SumOptions = {}): ResourceList {
  const total = (amountsOf: AmountsOf) => walk(pod.spec, fillMissing(amountsOf, options), on).total;
  const claimed = options.dra ? claimedResources(pod.status, on) : EMPTY;
  const spec = addLists(total(specAmounts('requests')), claimed);
  if (!options.useStatus) return spec;
  if (!on.resizeComparesTotals) return addLists(total(greatestAmounts('requests', pod, on)), claimed);

  const { allocatedResources, resources } = pod.status ?? {};
  const ofPod = options.podLevelStatus && allocatedResources && resources?.requests;
  const reported = ofPod
    ? [readList(resources.requests), readList(allocatedResources)]
    : [total(actuatedAmounts('requests', pod, on)), addLists(total(allocatedAmounts(pod, on)), claimed)];
  return maxLists(...(isResizeInfeasible(pod.status, on) ? [] : [spec]), ...reported);
}

/** `AggregateContainerLimits`. */
export function containerLimits(pod: Pod, on: Features, options: SumOptions = {}): ResourceList {
  const total = (amountsOf: AmountsOf) => walk(pod.spec, amountsOf, on).total;
  const claimed = options.dra && on.draClaimMappings ? claimedResources(pod.status, on) : EMPTY;
  const spec = addToLimits(total(specAmounts('limits')), claimed);
  if (!options.useStatus) return spec;
  if (!on.resizeComparesTotals) return total(greatestAmounts('limits', pod, on));

  const ofPod = options.podLevelStatus ? pod.status?.resources?.limits : undefined;
  const actuated = ofPod ? readList(ofPod) : total(actuatedAmounts('limits', pod, on));
  return maxLists(...(isResizeInfeasible(pod.status, on) ? [] : [spec]), actuated);
}

function fillMissing(amountsOf: AmountsOf, { nonMissing }: SumOptions): AmountsOf {
  if (nonMissing === undefined) return amountsOf;
  return (entry) => {
    const own = amountsOf(entry);
    const missing = onlyNames(readList(nonMissing), (name) => !own.has(name));
    // Added to nothing, so that the text is canonical.
    return new Map([...own, ...[...missing].map(([name, fill]) => [name, add(ZERO, fill)] as const)]);
  };
}

/** Puts the Pod's own amounts over the containers' (R-020, R-035). */
function replaceByPodLevel(
  containers: ResourceList,
  side: Side,
  pod: Pod,
  on: Features,
  options: SumOptions,
): ResourceList {
  const supported = (list: ResourceList) => onlyNames(list, (name) => isPodLevelResource(name, on));
  const spec = supported(readList(pod.spec.resources?.[side]));
  const reported = pod.status?.resources;
  if (!options.useStatus || !options.podLevelStatus || !on.podLevelResizeSums || reported === undefined) {
    return new Map([...containers, ...spec]);
  }
  const effective = supported(podLevelWithStatus(side, reported, pod, on));
  if (on.resizeComparesTotals) return new Map([...containers, ...effective]);
  // Until 1.36 only names of the spec are replaced, by nothing if the node does not report them.
  const replaced = [...spec.keys()].map((name) => [name, effective.get(name) ?? ZERO] as const);
  return new Map([...containers, ...replaced]);
}

function podLevelWithStatus(
  side: Side,
  reported: ResourceRequirements,
  pod: Pod,
  on: Features,
): ResourceList {
  const actuated = readList(reported[side]);
  const allocated = side === 'requests' ? readList(pod.status?.allocatedResources) : EMPTY;
  const spec = isResizeInfeasible(pod.status, on) ? EMPTY : readList(pod.spec.resources?.[side]);
  return maxLists(spec, actuated, allocated);
}

/** The walk over requests as they stand in the spec, for explanations. */
export const requestWalk = (pod: Pod, on: Features): Walk => walk(pod.spec, specAmounts('requests'), on);

/**
 * What a tool computes that knows no sidecars: the greater of the regular containers' sum and the largest init
 * container, plus overhead (R-002, R-045).
 */
export const requestsWithoutSidecarAwareness = (pod: Pod): ResourceList =>
  addLists(unawareSum(pod, 'requests'), readList(pod.spec.overhead));

/** The same for limits: overhead only where there is a limit. */
export const limitsWithoutSidecarAwareness = (pod: Pod): ResourceList =>
  addOverheadToLimits(unawareSum(pod, 'limits'), readList(pod.spec.overhead));

const unawareSum = (pod: Pod, side: Side): ResourceList =>
  walk(pod.spec, specAmounts(side), { sidecarAwareSums: false }).total;
