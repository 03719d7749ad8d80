import type { Container } from '../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../kubernetes/container-role.ts';
import { value, ZERO } from '../quantity/quantity.ts';
import { readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { claimedMemory } from './claims.ts';
import type { QosClass } from './pod-resources.ts';
import { containerRequests, hasPodLevelRequests, type SumOptions } from './pod-sums.ts';
import type { Features } from './walk.ts';

const GUARANTEED = -997;
const BEST_EFFORT = 1000;

/** From this priority on a Pod is critical (`scheduling.SystemCriticalPriority`). */
const CRITICAL_PRIORITY = 2_000_000_000;

/** Annotations by which the kubelet knows static and mirror Pods. */
const MIRROR = 'kubernetes.io/config.mirror';
const CONFIG_SOURCE = 'kubernetes.io/config.source';

/** What `oom_score_adj` of every container depends on besides the container itself. */
export interface OomContext {
  readonly pod: Pod;
  readonly on: Features;
  readonly qosClass: QosClass;
  /** Memory capacity of the node in bytes, not its allocatable memory. */
  readonly nodeMemory: bigint;
  readonly options?: SumOptions;
}

/** `oom_score_adj` of a container's processes, from -997 (killed last) to 1000 (R-052 … R-056). */
export function oomScoreAdj(entry: RoleContainer, context: OomContext): number {
  const { pod, qosClass } = context;
  if (isNodeCritical(pod) || qosClass === 'Guaranteed') return GUARANTEED;
  if (qosClass === 'BestEffort') return BEST_EFFORT;
  const share = podLevelShare(context);
  const own = score(memoryRequest(entry.container, context) + share, context.nodeMemory);
  return withinBurstable(isLifted(entry, context) ? min(own, regularScore(share, context)) : own);
}

/** A sidecar is not killed before the regular container that is killed first. */
const isLifted = ({ role }: RoleContainer, { on }: OomContext): boolean =>
  role === 'sidecar' && on.sidecarOomScoreAdj;

function regularScore(share: bigint, context: OomContext): bigint {
  const requests = (context.pod.spec.containers ?? []).map((container) => memoryRequest(container, context));
  return score(requests.reduce(min, requests[0] ?? 0n) + share, context.nodeMemory);
}

/** `1000 - 1000*m/cap`, the division truncated toward zero as Go does. */
const score = (memory: bigint, nodeMemory: bigint): bigint =>
  nodeMemory > 0n ? 1000n - (1000n * memory) / nodeMemory : 1000n;

/** Above every Guaranteed Pod, below every BestEffort one. */
const withinBurstable = (points: bigint): number => {
  if (points < BigInt(1000 + GUARANTEED)) return 1000 + GUARANTEED;
  return Number(points === BigInt(BEST_EFFORT) ? points - 1n : points);
};

/** What the Pod requests beyond its containers, shared equally between all of them. */
function podLevelShare({ pod, on, options }: OomContext): bigint {
  if (!hasPodLevelRequests(pod, on, options)) return 0n;
  const requested = value(readList(pod.spec.resources?.requests).get('memory') ?? ZERO);
  const containers = (pod.spec.containers ?? []).length + (pod.spec.initContainers ?? []).length;
  if (requested === 0n || containers === 0) return 0n;
  const dra = on.DRANodeAllocatableResources && on.draClaimMappings;
  const ofContainers = value(containerRequests(pod, on, { dra }).get('memory') ?? ZERO);
  const remaining = requested - ofContainers;
  if (remaining < 0n && on.oomShareIsNotNegative) return 0n;
  return remaining / BigInt(containers);
}

/** What a container requests, with its share of the claims that it names. */
function memoryRequest(container: Container, { pod, on }: OomContext): bigint {
  const own = value(readList(container.resources?.requests).get('memory') ?? ZERO);
  return on.DRANodeAllocatableResources && on.draClaimMappings
    ? own + claimedMemory(pod.status, container.name ?? '')
    : own;
}

const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/**
 * `system-node-critical` and critical. Where the manifest leaves `priority` out, admission fills in the
 * class's own, which is critical.
 */
function isNodeCritical({ metadata, spec }: Pod): boolean {
  if (spec.priorityClassName !== 'system-node-critical') return false;
  const annotations = metadata.annotations ?? {};
  const source = Object.hasOwn(annotations, CONFIG_SOURCE) ? annotations[CONFIG_SOURCE] : 'api';
  if (Object.hasOwn(annotations, MIRROR) || source !== 'api') return true;
  return (spec.priority ?? CRITICAL_PRIORITY) >= CRITICAL_PRIORITY;
}
