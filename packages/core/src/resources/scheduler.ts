import { containersOf } from '../kubernetes/container-role.ts';
import { milliValue, quantityOf, value, ZERO } from '../quantity/quantity.ts';
import { onlyNames, type ResourceAmounts, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { hasPodLevelRequests, podRequests, requestWalk, type SumOptions } from './pod-sums.ts';
import { isScalarResource } from './resource-names.ts';
import type { Features } from './walk.ts';

/** What the scheduler counts for a container without a request, in its scores alone. */
export const NON_ZERO_REQUESTS: ResourceAmounts = { cpu: '100m', memory: '209715200' };

/** cpu in thousandths, everything else in whole units, as the scheduler compares them. */
export const inSchedulerUnits = (name: string, list: ResourceList): bigint => {
  const quantity = list.get(name) ?? ZERO;
  return name === 'cpu' ? milliValue(quantity) : value(quantity);
};

/** What a Pod counts for the scheduler; the non-zero figures are those of its scores. */
export interface SchedulerRequest {
  readonly requestedMilliCPU: bigint;
  readonly requestedMemory: bigint;
  readonly nonZeroMilliCPU: bigint;
  readonly nonZeroMemory: bigint;
}

/** What fit and scores count for a Pod. */
export function schedulerRequest(pod: Pod, on: Features, options: SumOptions = {}): SchedulerRequest {
  const requested = podRequests(pod, on, options);
  const nonZero = on.nonZeroRequestsCountSidecars
    ? filledRequests(requested, pod, on, options)
    : filledWithoutSidecars(pod, on);
  return {
    requestedMilliCPU: inSchedulerUnits('cpu', requested),
    requestedMemory: inSchedulerUnits('memory', requested),
    nonZeroMilliCPU: inSchedulerUnits('cpu', nonZero),
    nonZeroMemory: inSchedulerUnits('memory', nonZero),
  };
}

/** Every container without a request gets one; under `spec.resources` only for names still missing. */
function filledRequests(requested: ResourceList, pod: Pod, on: Features, options: SumOptions): ResourceList {
  const ofPod = hasPodLevelRequests(pod, on, options);
  const fill = Object.entries(NON_ZERO_REQUESTS).filter(([name]) => !ofPod || !requested.has(name));
  return podRequests(pod, on, { ...options, nonMissing: Object.fromEntries(fill) });
}

/** Until 1.31: regular containers filled and added up, against each filled step; sidecars not added. */
function filledWithoutSidecars(pod: Pod, on: Features): ResourceList {
  const overhead = readList(pod.spec.overhead);
  const steps = requestWalk(pod, on).steps.map(({ use }) => use);
  const regular = containersOf(pod.spec)
    .filter(({ role }) => role === 'regular')
    .map(({ container }) => readList(container.resources?.requests));
  const greatest = (name: string) => {
    const filled = (list: ResourceList) =>
      inSchedulerUnits(name, list.has(name) ? list : readList(NON_ZERO_REQUESTS));
    const run = regular.map(filled).reduce((sum, amount) => sum + amount, 0n);
    const most = steps.map(filled).reduce((left, right) => (left > right ? left : right), run);
    return most + inSchedulerUnits(name, overhead);
  };
  return new Map([
    ['cpu', quantityOf(greatest('cpu'), 'DecimalSI', -3)],
    ['memory', quantityOf(greatest('memory'))],
  ]);
}

/** A node as the scheduler sees it. */
export interface NodeState {
  /** `status.allocatable`, with `pods`. */
  readonly allocatable: ResourceAmounts;
  /** What Pods on it request already. */
  readonly requested?: ResourceAmounts;
  readonly podCount?: number;
}

export interface FitVerdict {
  readonly fits: boolean;
  /** Resources that run short, `pods` first. */
  readonly insufficient: readonly string[];
}

/** Whether the scheduler's NodeResourcesFit lets one more Pod of these requests onto a node. */
export function fitsNode(requests: ResourceList, node: NodeState): FitVerdict {
  const allocatable = readList(node.allocatable);
  const used = readList(node.requested);
  const full = BigInt(node.podCount ?? 0) + 1n > value(allocatable.get('pods') ?? ZERO);
  const short = [...comparedRequests(requests).keys()].filter((name) => {
    const free = inSchedulerUnits(name, allocatable) - inSchedulerUnits(name, used);
    return inSchedulerUnits(name, requests) > free;
  });
  const insufficient = [...(full ? ['pods'] : []), ...short.sort(byImportance)];
  return { fits: insufficient.length === 0, insufficient };
}

const NATIVE = ['cpu', 'memory', 'ephemeral-storage'];

/** The requests that fit compares: above zero, and of names the scheduler knows. */
export const comparedRequests = (requests: ResourceList): ResourceList =>
  onlyNames(
    requests,
    (name) => (NATIVE.includes(name) || isScalarResource(name)) && inSchedulerUnits(name, requests) > 0n,
  );

/** The scheduler's order: cpu, memory, ephemeral-storage, then the rest. */
function byImportance(left: string, right: string): number {
  const rank = (name: string) => (NATIVE.includes(name) ? NATIVE.indexOf(name) : NATIVE.length);
  return rank(left) - rank(right) || (left < right ? -1 : 1);
}
