import type { LocatedFinding } from './finding.ts';
import type { Release } from './kubernetes/release.ts';
import type { KubernetesVersion } from './kubernetes/version.ts';
import type { ManifestObject, Unreadable } from './manifest/manifest.ts';
import type { WorkloadResources } from './resources/pod-resources.ts';
import type { Workload } from './workload/workload.ts';

/** A text to analyze, with the name that findings give it. */
export interface InputFile {
  readonly file: string;
  readonly text: string;
}

export interface WorkloadAnalysis {
  readonly workload: Workload;
  readonly resources: WorkloadResources;
  /**
   * The oldest Kubernetes known here whose server takes the object and keeps all of it; `null` where none does, or
   * where the kind is somebody else's.
   */
  readonly oldestVersion: KubernetesVersion | null;
}

/** All that Outrider says of some manifests at one Kubernetes release. Lifecycles are simulated on demand. */
export interface Analysis {
  readonly release: Release;
  readonly files: number;
  /** Documents seen, unreadable ones included. */
  readonly documents: number;
  /** Objects found in them, the items of Lists one by one; 0 is what kubectl calls "no objects passed" (P-001). */
  readonly objects: number;
  readonly workloads: readonly WorkloadAnalysis[];
  /** The objects that hold no Pod. */
  readonly others: readonly ManifestObject[];
  /** In the order of the input: file, document, line. */
  readonly findings: readonly LocatedFinding[];
  /** How many findings were left out, as comments, annotations or a configuration ask for. */
  readonly ignored?: number;
  /** Whether the author of the object decided against a finding that somebody else makes on it. */
  readonly isIgnored?: (finding: LocatedFinding) => boolean;
  /** How many a baseline passed over, and how many it has that are not found any more. */
  readonly inBaseline?: { readonly passed: number; readonly gone: number };
  readonly unreadable: readonly Unreadable[];
}
