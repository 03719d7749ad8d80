import type { ContainerRole } from '../kubernetes/container-role.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';

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

/** The moment that set a number: `running`, `initContainers[1]`, `overhead` or `podResources`. */
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

/** What one Pod reserves, and why. */
export interface PodResources {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  readonly qosClass: QosClass;
  /** What a tool computes that knows no sidecars. */
  readonly requestsWithoutSidecarAwareness: ResourceAmounts;
  readonly containers: readonly ContainerResources[];
  readonly peaks: Readonly<Record<string, Peak>>;
  readonly steps: readonly Step[];
}

/** What a workload reserves: one Pod, and all its replicas. */
export interface WorkloadResources {
  readonly replicas: number | null;
  readonly pod: PodResources;
  /** Of all replicas; of one Pod where `replicas` is null. */
  readonly total: { readonly requests: ResourceAmounts; readonly limits: ResourceAmounts };
}
