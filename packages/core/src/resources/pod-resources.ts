import type { ContainerRole } from '../kubernetes/container-role.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import type { Cgroups } from './cgroups.ts';
import type { Consumer } from './consumers.ts';
import type { Cost } from './cost.ts';
import type { ExclusiveCpus } from './exclusive-cpus.ts';
import type { LimitRangeViolation } from './limit-range.ts';
import type { NodeFit } from './node-fit.ts';
import type { ResourceNote } from './resource-notes.ts';
import type { QuotaVerdict } from './resource-quota.ts';

export type { ResourceAmounts };

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

export interface ContainerResources {
  readonly name: string;
  readonly role: ContainerRole;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  /** `oom_score_adj` the kubelet writes for its processes; assumes the node's memory (default 16Gi). */
  readonly oomScoreAdj: number;
}

/**
 * What set a number: a moment (`running`, `initContainers[1]`), `overhead`, `podResources`, or `status` where the
 * node's report of a resize counts.
 */
export interface Peak {
  readonly value: string;
  readonly during: string;
}

/** One moment of the walk of R-004 and what the Pod holds then. */
export interface Step {
  readonly during: string;
  /** Container that runs to completion or starts at this moment; absent for `running`. */
  readonly container?: string;
  readonly role?: ContainerRole;
  readonly requests: ResourceAmounts;
}

/**
 * Where an effective request comes from; the parts add up to it. A part that is nothing is left out.
 */
export interface RequestParts {
  readonly regular: string;
  readonly sidecars?: string;
  /** Of init containers, above what the running Pod needs. */
  readonly initPeak?: string;
  readonly overhead?: string;
  /** Surplus of `spec.resources` over the containers, or a cut if negative; a resize where status counts. */
  readonly podLevel?: string;
}

/** What one Pod reserves, and why. */
export interface PodResources {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  /** Containers that have no limit of a resource which others limit: its total is "at least". */
  readonly limitsAtLeast?: Readonly<Record<string, readonly string[]>>;
  readonly qosClass: QosClass;
  /** What a tool computes that knows no sidecars. */
  readonly requestsWithoutSidecarAwareness: ResourceAmounts;
  readonly containers: readonly ContainerResources[];
  readonly peaks: Readonly<Record<string, Peak>>;
  readonly steps: readonly Step[];
  /** By resource name. */
  readonly parts?: Readonly<Record<string, RequestParts>>;
  /** cgroup v2 values on a Linux node, where asked for. */
  readonly cgroup?: Cgroups;
  /** What other tools take for the Pod's requests, where asked for. */
  readonly consumers?: readonly Consumer[];
  /** Effective requests minus what a tool without an eye for sidecars shows; with `consumers`. */
  readonly hidden?: ResourceAmounts;
  /** CPUs that the CPU manager's policy `static` pins, where asked for. */
  readonly exclusiveCpus?: ExclusiveCpus;
}

/** What a workload reserves at one number of Pods. */
export interface AtScale {
  readonly replicas: number;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  /** Where prices are given. */
  readonly costPerMonth?: number;
  /** Where a node is given; `null` if no Pod fits it. */
  readonly nodes?: number | null;
}

/** What a workload reserves where a HorizontalPodAutoscaler of the input decides how many Pods there are. */
export interface ScaleRange {
  readonly autoscaler: string;
  readonly fewest: AtScale;
  readonly most: AtScale;
}

/** What a workload reserves: one Pod, and all its replicas. */
export interface WorkloadResources {
  readonly replicas: number | null;
  readonly pod: PodResources;
  /** Of all replicas; of one Pod where `replicas` is null. */
  readonly total: { readonly requests: ResourceAmounts; readonly limits: ResourceAmounts };
  /** Where a HorizontalPodAutoscaler of the input scales it: `replicas` is then only where it starts. */
  readonly range?: ScaleRange;
  /** Traps and free wins; `describeNote` words them. */
  readonly notes?: readonly ResourceNote[];
  /** How many Pods fit a node, where one is given. */
  readonly fit?: NodeFit;
  /** What the requests cost, where prices are given. */
  readonly cost?: Cost;
  /** What the LimitRanges of the workload's namespace in the input make of it. */
  readonly limitRange?: LimitRangeVerdict;
  /** The ResourceQuotas of its namespace in the input. */
  readonly quota?: readonly QuotaVerdict[];
}

/** LimitRange objects that apply, by name, and what they refuse. Their defaults are in the sums already. */
export interface LimitRangeVerdict {
  readonly names: readonly string[];
  readonly admitted: boolean;
  readonly violations: readonly LimitRangeViolation[];
}
