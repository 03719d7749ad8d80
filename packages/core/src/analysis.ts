import type { LocatedFinding } from './finding.ts';
import type { Inventory, InventoryWorkload } from './inventory.ts';
import type { KubernetesVersion } from './kubernetes/version.ts';

export interface WorkloadAnalysis extends InventoryWorkload {
  /**
   * The oldest Kubernetes known here whose server takes the object and keeps all of it; `null` where none does, or
   * where the kind is somebody else's.
   */
  readonly oldestVersion: KubernetesVersion | null;
}

/** All that Outrider says of some manifests at one Kubernetes release. Lifecycles are simulated on demand. */
export interface Analysis extends Inventory {
  readonly workloads: readonly WorkloadAnalysis[];
  /** In the order of the input: file, document, line. */
  readonly findings: readonly LocatedFinding[];
  /** How many findings were left out, as comments, annotations or a configuration ask for. */
  readonly ignored?: number;
  /** Whether the author of the object decided against a finding that somebody else makes on it. */
  readonly isIgnored?: (finding: LocatedFinding) => boolean;
  /** How many a baseline passed over, and how many it has that are not found any more. */
  readonly inBaseline?: { readonly passed: number; readonly gone: number };
}
