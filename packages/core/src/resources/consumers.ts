import { containersOf, type RoleContainer } from '../kubernetes/container-role.ts';
import { add, subtract } from '../quantity/arithmetic.ts';
import { isZero, type Quantity, ZERO } from '../quantity/quantity.ts';
import {
  addLists,
  printList,
  type ResourceAmounts,
  type ResourceList,
  readList,
} from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import {
  hasPodLevelRequests,
  limitsWithoutSidecarAwareness,
  podLimits,
  podRequests,
  requestsWithoutSidecarAwareness,
  type SumOptions,
} from './pod-sums.ts';
import type { Features } from './walk.ts';

/** What one tool, in some of its versions, takes for the requests of a Pod. */
export interface Consumer {
  readonly tool: string;
  /** Versions of the tool; of Kubernetes for its own components. `*` for all. */
  readonly versions: string;
  readonly requests: ResourceAmounts;
  /** Containers whose missing request makes the tool give up on a resource (HPA). */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  /** Rule of the fact sheet. */
  readonly source: string;
}

/** What a Pod holds, beside what tools without an eye for sidecars show. */
export interface BlindSpots {
  readonly actual: { readonly requests: ResourceAmounts; readonly limits: ResourceAmounts };
  readonly oldFormula: { readonly requests: ResourceAmounts; readonly limits: ResourceAmounts };
  /** Actual minus old: what such a tool does not see. */
  readonly hidden: ResourceAmounts;
  readonly consumers: readonly Consumer[];
}

/** What the release holds for a Pod and what other tools believe (R-040 … … R-119). */
export function blindSpots(pod: Pod, on: Features, options: SumOptions = {}): BlindSpots {
  const actual = podRequests(pod, on, options);
  const old = requestsWithoutSidecarAwareness(pod);
  return {
    actual: { requests: printList(actual), limits: printList(podLimits(pod, on, options)) },
    oldFormula: { requests: printList(old), limits: printList(limitsWithoutSidecarAwareness(pod)) },
    hidden: printList(mapNames(actual, (name, amount) => subtract(amount, old.get(name) ?? ZERO))),
    consumers: consumersOf(pod, on, options),
  };
}

/** Formulas of the tools, each computed once. */
interface Beliefs {
  readonly actual: ResourceList;
  /** */
  readonly unaware: ResourceList;
  /** R-002 where limits stand in for missing requests. */
  readonly unawareOfLimits: ResourceList;
  /** R-004 without `spec.resources`. */
  readonly ofContainers: ResourceList;
  readonly regularOnly: ResourceList;
  readonly withSidecars: ResourceList;
  /** */
  readonly oldKubelet: ResourceList;
  readonly kubelet: ResourceList;
  /** without overhead, sidecars as init containers. */
  readonly oldManagers: ResourceList;
  readonly managers: ResourceList;
}

type Row = readonly [tool: string, versions: string, belief: keyof Beliefs, source: string];

const KUBELET = 'kubelet eviction ranking, preemption, resize feasibility';
const HPA = 'HPA Resource metric denominator';
const AUTOSCALER = 'cluster-autoscaler utilization';
const MANAGERS = 'kubelet CPU, memory and device managers';
const METRICS = 'kube_pod_container_resource_requests (kube-state-metrics, OpenCost)';

const ROWS: readonly Row[] = [
  ['kube-scheduler (fit)', '>=1.28', 'actual', 'R-060'],
  ['kubectl describe node', '<1.29', 'unaware', 'R-040'],
  ['kubectl describe node', '>=1.29 <1.36', 'ofContainers', 'R-040'],
  ['kubectl describe node', '>=1.36', 'actual', 'R-040'],
  [KUBELET, '<1.34', 'oldKubelet', 'R-044'],
  [KUBELET, '>=1.34', 'kubelet', 'R-044'],
  [HPA, '<1.29', 'regularOnly', 'R-110'],
  [HPA, '>=1.29', 'withSidecars', 'R-110'],
  [AUTOSCALER, '<1.29', 'regularOnly', 'R-111'],
  [AUTOSCALER, '>=1.29 <1.32', 'ofContainers', 'R-111'],
  [AUTOSCALER, '>=1.32 <1.33', 'oldKubelet', 'R-111'],
  [AUTOSCALER, '>=1.33', 'actual', 'R-111'],
  ['karpenter', '<0.34.0', 'unawareOfLimits', 'R-112'],
  ['karpenter', '>=0.34.0', 'ofContainers', 'R-112'],
  ['kueue', '<0.6.3', 'unaware', 'R-114'],
  ['kueue', '>=0.6.3', 'ofContainers', 'R-114'],
  [METRICS, '*', 'regularOnly', 'R-115, R-117'],
  [MANAGERS, '<1.29', 'oldManagers', 'R-041'],
  [MANAGERS, '>=1.29', 'managers', 'R-100, R-101, R-102'],
  ['VPA recommendation', '<1.8.0', 'regularOnly', 'R-113'],
  ['Goldilocks', '*', 'regularOnly', 'R-118'],
  ['volcano', '>=1.11.0', 'ofContainers', 'R-119'],
];

/** Where `spec.resources` takes part, tools differ by whether they know it. */
const POD_LEVEL_ROWS: readonly Row[] = [
  ['kube-scheduler (fit)', '>=1.34', 'actual', 'R-020'],
  ...ROWS.slice(1, 7),
  [HPA, '>=1.29 <1.34', 'withSidecars', 'R-110'],
  [HPA, '>=1.34', 'actual', 'R-110'],
  ...ROWS.slice(8, 11),
  [AUTOSCALER, '>=1.33 <1.34', 'ofContainers', 'R-111'],
  [AUTOSCALER, '>=1.34', 'actual', 'R-111'],
  ['karpenter', '<0.34.0', 'unawareOfLimits', 'R-112'],
  ['karpenter', '>=0.34.0 <1.8.0', 'ofContainers', 'R-112'],
  ['karpenter', '>=1.8.0', 'actual', 'R-112'],
  ['kueue', '<0.6.3', 'unaware', 'R-114'],
  ['kueue', '>=0.6.3 <0.11.0', 'ofContainers', 'R-114'],
  ['kueue', '>=0.11.0', 'actual', 'R-114'],
  ...ROWS.slice(16),
];

function consumersOf(pod: Pod, on: Features, options: SumOptions): readonly Consumer[] {
  const beliefs = beliefsOf(pod, on, options);
  const rows = hasPodLevelRequests(pod, on, options) ? POD_LEVEL_ROWS : ROWS;
  return rows.map(([tool, versions, belief, source]) => {
    const missing = tool === HPA && belief !== 'actual' ? missingRequests(pod, belief) : {};
    return {
      tool,
      versions,
      requests: printList(beliefs[belief]),
      ...(Object.keys(missing).length > 0 && { missing }),
      source,
    };
  });
}

function beliefsOf(pod: Pod, on: Features, options: SumOptions): Beliefs {
  const aware = { ...on, sidecarAwareSums: true };
  const actual = podRequests(pod, aware, options);
  const sum = (...roles: readonly string[]) =>
    addLists(
      ...containersOf(pod.spec)
        .filter(({ role }) => roles.includes(role))
        .sort(regularFirst)
        .map(({ container }) => readList(container.resources?.requests)),
    );
  const withoutOverhead = { ...pod, spec: { ...pod.spec, overhead: {} } };
  const old = requestsWithoutSidecarAwareness(withoutOverhead);
  const newer = podRequests(withoutOverhead, aware, {
    ...options,
    skipContainerLevel: hasPodLevelRequests(pod, on, options),
  });
  return {
    actual,
    unaware: requestsWithoutSidecarAwareness(pod),
    unawareOfLimits: requestsWithoutSidecarAwareness(limitsAsRequests(pod)),
    ofContainers: podRequests(pod, aware, { podLevel: false }),
    regularOnly: sum('regular'),
    withSidecars: sum('regular', 'sidecar'),
    oldKubelet: mapNames(actual, (name) => kubeletRequest(name, old, pod)),
    kubelet: mapNames(actual, (name) => kubeletRequest(name, newer, pod)),
    oldManagers: old,
    managers: podRequests(withoutOverhead, aware, { podLevel: false }),
  };
}

const regularFirst = (left: RoleContainer, right: RoleContainer): number =>
  Number(left.role !== 'regular') - Number(right.role !== 'regular');

/** `GetResourceRequestQuantity`: one name at a time, overhead only on what is not zero. */
function kubeletRequest(name: string, requests: ResourceList, pod: Pod): Quantity {
  const request = requests.get(name) ?? ZERO;
  return isZero(request) ? ZERO : add(request, readList(pod.spec.overhead).get(name) ?? ZERO);
}

/** Which containers have no request of a resource that others request: the HPA's metric then fails. */
function missingRequests(pod: Pod, belief: keyof Beliefs): Readonly<Record<string, readonly string[]>> {
  const counted = containersOf(pod.spec).filter(
    ({ role }) => role === 'regular' || (role === 'sidecar' && belief === 'withSidecars'),
  );
  const requests = counted.map(({ container }) => readList(container.resources?.requests));
  const entries = ['cpu', 'memory'].flatMap((name) => {
    const without = counted.filter((_, index) => !requests[index]?.has(name));
    return without.length === 0
      ? []
      : [[name, without.map(({ container }) => container.name ?? '')] as const];
  });
  return Object.fromEntries(entries);
}

const limitsAsRequests = (pod: Pod): Pod => {
  const merged = (container: RoleContainer['container']) => ({
    ...container,
    resources: { requests: { ...container.resources?.limits, ...container.resources?.requests } },
  });
  const { containers = [], initContainers = [] } = pod.spec;
  return {
    ...pod,
    spec: { ...pod.spec, containers: containers.map(merged), initContainers: initContainers.map(merged) },
  };
};

const mapNames = (list: ResourceList, amountOf: (name: string, amount: Quantity) => Quantity): ResourceList =>
  new Map([...list].map(([name, amount]) => [name, amountOf(name, amount)]));
