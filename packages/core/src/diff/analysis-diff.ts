import type { Analysis } from '../analysis.ts';
import type { LocatedFinding, Source } from '../finding.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import type { ResourceDiff } from './diff-resources.ts';
import type { FieldChange } from './field-changes.ts';
import type { WorkloadGroup } from './group-workloads.ts';
import type { LifecycleDiff } from './lifecycle-summary.ts';
import type { OtherObjects } from './other-objects.ts';
import type { PodChange } from './pod-changes.ts';
import type { ResourceTotals } from './total-resources.ts';

/** What makes two objects of two sides the same workload: never the file, never the place in a list. */
export interface WorkloadIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Which pod template of the object: only in custom resources, which may hold several. */
  readonly podTemplate?: string;
}

export type WorkloadChange = 'added' | 'removed' | 'changed' | 'unchanged';

/** Something of the base and the same thing of the head; `null` on the side where the workload is not. */
export interface BeforeAfter<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Findings matched by fingerprint: rule, workload and container name. */
export interface FindingsDiff {
  /** Said of the head alone, and what rules say of the change itself. */
  readonly added: readonly LocatedFinding[];
  readonly fixed: readonly LocatedFinding[];
  readonly kept: number;
}

export interface WorkloadDiff {
  /** The head's; the base's where the workload was removed. */
  readonly identity: WorkloadIdentity;
  /** The base's identity where it is another one: the same Pod under a new name, or a new version of its API. */
  readonly renamedFrom?: WorkloadIdentity;
  readonly source: BeforeAfter<Source>;
  /** Another workload of the diff has the same identity: their files tell them apart. */
  readonly hasNamesake?: true;
  readonly change: WorkloadChange;
  readonly resources: ResourceDiff;
  readonly lifecycle: LifecycleDiff;
  /** The oldest Kubernetes that takes each side whole; `null` too where none does or the kind is not known. */
  readonly oldestVersion: BeforeAfter<KubernetesVersion>;
  /** What changed in the Pod, container by container; empty where one side is missing. */
  readonly pod: readonly PodChange[];
  /** What changed in the object around its Pod: replicas, strategy, schedule. */
  readonly object: readonly FieldChange[];
  readonly findings: FindingsDiff;
}

/** A workload of one side that is not called added or removed: the other side's text of it cannot be read. */
export interface NotCompared {
  readonly identity: WorkloadIdentity;
  readonly source: Source;
  readonly reason: string;
}

export interface DiffTotals {
  readonly workloads: Readonly<Record<WorkloadChange, number>> & {
    /** How many of `changed` and `unchanged` have another identity than before. */
    readonly renamed: number;
    /** Added, removed and changed. */
    readonly different: number;
    readonly total: number;
  };
  readonly findings: {
    readonly added: Readonly<Record<'error' | 'warning' | 'info', number>>;
    readonly fixed: Readonly<Record<'error' | 'warning' | 'info', number>>;
    readonly kept: number;
  };
  /** `initContainers` with `restartPolicy: Always` in all workloads, however many Pods those have. */
  readonly nativeSidecars: { readonly before: number; readonly after: number; readonly delta: number };
  /** The oldest Kubernetes that takes all of a side. */
  readonly oldestVersion: BeforeAfter<KubernetesVersion>;
  readonly resources: ResourceTotals;
}

/** What of the input was not even read, for those who compare files or revisions. */
export interface UnreadInput {
  /** Files that are the same on both sides, byte for byte. */
  readonly equalFiles: number;
  /** Paths that were passed over, and why: a link, a submodule. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Two analyses, workload by workload, ordered by namespace, kind and name. */
export interface AnalysisDiff {
  readonly kubernetesVersion: { readonly before: KubernetesVersion; readonly after: KubernetesVersion };
  readonly workloads: readonly WorkloadDiff[];
  readonly groups: readonly WorkloadGroup[];
  /** Findings of objects that are no workloads, or are too broken to be one. */
  readonly otherFindings: FindingsDiff;
  readonly notCompared: readonly NotCompared[];
  /** Objects that hold no Pod, by kind: that they differ is told, not what differs. */
  readonly otherObjects: readonly OtherObjects[];
  readonly unread: UnreadInput;
  readonly unreadable: {
    readonly before: Analysis['unreadable'];
    readonly after: Analysis['unreadable'];
  };
  readonly totals: DiffTotals;
}
