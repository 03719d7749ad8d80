import type { Source } from '../finding.ts';
import type { ObjectMeta, PodSpec, PodStatus } from '../kubernetes/api-types.gen.ts';
import type { ManifestObject } from '../manifest/manifest.ts';

/** A Pod as the API server would store it: decoded, defaulted, without what disabled gates remove. */
export interface Pod {
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}

/** The kinds whose own validation Outrider knows. */
export type WorkloadKind =
  | 'Pod'
  | 'PodTemplate'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob';

/** What a mesh will have put into a Pod. */
export interface Injected {
  readonly mesh: 'istio' | 'linkerd' | 'kuma';
  /** Whether its proxy is a native sidecar. */
  readonly native: boolean;
  /** Why it will be injected, in words. */
  readonly because: string;
  /** Names of the containers that are not in the manifest. */
  readonly containers: readonly string[];
  readonly asWritten: Workload;
}

/**
 * A Pod or pod template, with the object that holds it. A custom resource with several templates is several
 * workloads of one source, told apart by `podPath`.
 */
export interface Workload {
  readonly source: Source;
  readonly manifest: ManifestObject;
  /** One of the API's own kinds, or a custom resource with an embedded template. */
  readonly kind: WorkloadKind | 'Custom';
  /** Path of the Pod's root inside the object: empty for a Pod, `spec.template` for a Deployment. */
  readonly podPath: string;
  /** Path of the PodSpec inside the object: `spec.template.spec`; see `pathInObject`. */
  readonly specPath: string;
  /** The Pod that is, or that the controller would create, after API defaulting. */
  readonly pod: Pod;
  /** Pods at a time; `null` where the number of nodes decides (DaemonSet). */
  readonly replicas: number | null;
  /** Where `pod` is not what the manifest says but what a service mesh will make of it. */
  readonly injected?: Injected;
}
