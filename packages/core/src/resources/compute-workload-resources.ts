import type { Release } from '../kubernetes/release.ts';
import { multiply } from '../quantity/arithmetic.ts';
import { printList, type ResourceAmounts, readList } from '../quantity/resource-list.ts';
import type { Pod, Workload } from '../workload/workload.ts';
import type { Scale } from './autoscalers.ts';
import { type PodResourcesOptions, podResources, sumOptionsAt } from './compute-pod-resources.ts';
import { monthlyCost, type Prices } from './cost.ts';
import { findNotes, requestsAboveDefaultLimits } from './find-notes.ts';
import { applyLimitRange } from './limit-range.ts';
import { manifestNotes } from './manifest-notes.ts';
import { type NamespacePolicies, NO_POLICIES } from './namespace-policies.ts';
import { fitOnNode } from './node-fit.ts';
import type { AtScale, LimitRangeVerdict, PodResources, WorkloadResources } from './pod-resources.ts';
import type { SumOptions } from './pod-sums.ts';
import type { ResourceNote } from './resource-notes.ts';
import { type QuotaVerdict, quotaVerdict } from './resource-quota.ts';
import type { Features } from './walk.ts';

export interface WorkloadResourcesOptions extends PodResourcesOptions {
  /** Allocatable of a node, for `fit`: `{ cpu: '4', memory: '16Gi', pods: '110' }`. */
  readonly node?: ResourceAmounts;
  /** What the DaemonSets of such a node take. */
  readonly daemonSets?: ResourceAmounts;
  /** For `cost`. */
  readonly prices?: Prices;
  /** LimitRanges and ResourceQuotas of the workload's namespace. */
  readonly policies?: NamespacePolicies;
  /** Of the HorizontalPodAutoscaler that scales it. */
  readonly scale?: Scale;
}

/** What a workload reserves: one Pod, and all replicas; of a DaemonSet one Pod a node. */
export function workloadResources(
  workload: Workload,
  release: Release,
  options: WorkloadResourcesOptions = {},
): WorkloadResources {
  const { replicas } = workload;
  const { on } = release;
  const { policies = NO_POLICIES, node, daemonSets, prices, scale } = options;
  const sumOptions = sumOptionsAt(release, options);
  const limited = underLimitRanges(workload.pod, policies, on, sumOptions);
  const pod = podResources(limited.pod, release, options);
  const times = (amounts: ResourceAmounts) => timesReplicas(amounts, replicas);
  let notes: readonly ResourceNote[] | undefined;
  return {
    replicas,
    pod,
    total: { requests: times(pod.requests), limits: times(pod.limits) },
    ...(scale &&
      replicas !== null && {
        range: {
          autoscaler: scale.autoscaler,
          fewest: atScale(pod, scale.fewest, options),
          most: atScale(pod, scale.most, options),
        },
      }),
    /** Most rules ask for sums alone. */
    get notes() {
      notes ??= [...findNotes(limited.pod, on, sumOptions), ...manifestNotes(workload), ...limited.notes];
      return notes;
    },
    ...(node && { fit: fitOnNode(pod.requests, node, replicas, daemonSets) }),
    ...(prices && { cost: monthlyCost(pod.requests, prices, replicas) }),
    ...(limited.verdict && { limitRange: limited.verdict }),
    ...(policies.quotas.length > 0 && {
      quota: quotaVerdicts(limited.pod, replicas, policies, on, sumOptions),
    }),
  };
}

function atScale(
  { requests, limits }: PodResources,
  replicas: number,
  { node, daemonSets, prices }: WorkloadResourcesOptions,
): AtScale {
  return {
    replicas,
    requests: timesReplicas(requests, replicas),
    limits: timesReplicas(limits, replicas),
    ...(prices && { costPerMonth: monthlyCost(requests, prices, replicas).costPerMonth }),
    ...(node && { nodes: fitOnNode(requests, node, replicas, daemonSets).nodes }),
  };
}

const quotaVerdicts = (
  pod: Pod,
  replicas: number | null,
  { quotas }: NamespacePolicies,
  on: Features,
  options: SumOptions,
): readonly QuotaVerdict[] =>
  quotas
    .map((quota) => quotaVerdict(quota, pod, replicas, on, options))
    .filter((verdict) => verdict !== undefined);

/** The Pod as admission lets it in: with what the namespace's LimitRanges fill in. */
export const admittedPod = (pod: Pod, policies: NamespacePolicies, release: Release): Pod =>
  underLimitRanges(pod, policies, release.on, sumOptionsAt(release)).pod;

interface Limited {
  readonly pod: Pod;
  readonly verdict?: LimitRangeVerdict;
  readonly notes: readonly ResourceNote[];
}

/** LimitRanger runs before ResourceQuota, so its defaults count for everything after. */
function underLimitRanges(
  pod: Pod,
  { limitRanges }: NamespacePolicies,
  on: Features,
  options: SumOptions,
): Limited {
  if (limitRanges.length === 0) return { pod, notes: [] };
  const items = limitRanges.flatMap((limitRange) => limitRange.items);
  const { pod: filled, admitted, violations } = applyLimitRange(pod, items, on, options);
  return {
    pod: filled,
    verdict: { names: limitRanges.map(({ name }) => name), admitted, violations },
    notes: requestsAboveDefaultLimits(pod, filled),
  };
}

function timesReplicas(amounts: ResourceAmounts, replicas: number | null): ResourceAmounts {
  if (replicas === null || !Number.isSafeInteger(replicas)) return amounts;
  const list = readList(amounts);
  return printList(new Map([...list].map(([name, quantity]) => [name, multiply(quantity, replicas)])));
}
