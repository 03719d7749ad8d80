import type { LocatedFinding, Source } from '../finding.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import type { QosClass, ResourceAmounts } from '../resources/pod-resources.ts';
import type { StartGate } from '../rules/signs/start-gate.ts';

/**
 * Why a container is taken for a sidecar: `certain` something in the manifest says so, `probable` it looks like one,
 * `asked` somebody named it.
 */
export type Certainty = 'certain' | 'probable' | 'asked';

/** A regular container that is, or may be, a sidecar of the old kind. */
export interface Legacy {
  readonly container: string;
  readonly certainty: Certainty;
  /** `its image is that of cloud-sql-proxy`. */
  readonly because: string;
  /** Where it stands in the text before the migration, counted from 1. */
  readonly line: number;
}

/** What became a native sidecar. */
export interface MovedContainer extends Legacy {
  /** Its index among `initContainers`. */
  readonly index: number;
  /** The init container before which it was put; absent behind all of them. */
  readonly before?: string;
  /** Why it was put there, or why not, where that is not plain: in words. */
  readonly placed?: string;
  readonly gate: StartGate;
  /** Fields of it that the kubelet makes needless, and that went: `env KRUISE_…`, `the preStop hook`. */
  readonly removed: readonly string[];
}

/** What stayed a regular container, and why. */
export interface LeftContainer extends Legacy {
  readonly reason: string;
  /** Flags of the command line with which it would be moved; absent where nothing would help. */
  readonly force?: string;
}

/** Requests, limits and QoS class of one Pod. */
export interface PodSums {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
  readonly qosClass: QosClass;
}

/** A workload whose text changed. */
export interface WorkloadMigration {
  readonly source: Source;
  /** Path of the Pod in the object, which tells the templates of a custom resource apart; empty for a Pod. */
  readonly podPath: string;
  /** The whole workload, where this is only a patch of it: what follows is told there. */
  readonly patchOf?: Source;
  readonly moved: readonly MovedContainer[];
  readonly resources: { readonly before: PodSums; readonly after: PodSums };
  /** `initContainers` in order, then the regular containers. */
  readonly startOrder: readonly (readonly string[])[];
  /** Waves of containers that get SIGTERM together. */
  readonly stopOrder: readonly (readonly string[])[];
  /** Places are those of the new text. */
  readonly findings: { readonly added: readonly LocatedFinding[]; readonly fixed: readonly LocatedFinding[] };
  /** What made up for the missing sidecar and is needless now; a person has to remove it. */
  readonly needless: readonly LocatedFinding[];
}

/** A workload with containers that stayed. */
export interface WorkloadLeft {
  readonly source: Source;
  readonly podPath: string;
  readonly containers: readonly LeftContainer[];
}

/** What a migration does to some texts. */
export interface Migration {
  readonly kubernetesVersion: KubernetesVersion;
  /** How many workloads were looked at. */
  readonly workloads: number;
  readonly changes: readonly WorkloadMigration[];
  readonly left: readonly WorkloadLeft[];
  /** Of objects that are no workloads: what the migration brings up, and patches that address containers by index. */
  readonly others: readonly LocatedFinding[];
  /** What holds for all of it: `Kubernetes 1.28 runs …`. */
  readonly warnings: readonly string[];
  /** Texts that changed. */
  readonly files: readonly { readonly file: string; readonly before: string; readonly after: string }[];
}
