import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  ObjectMeta,
  Pod,
  PodSpec,
  PodTemplate,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from '../kubernetes/api-types.gen.ts';

/** A Pod as it is stored: it has both parts. */
export interface StoredPod extends Pod {
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
}

/** One of the kinds whose validation is known, decoded and typed. */
export type ApiObject =
  | { readonly kind: 'Pod'; readonly object: StoredPod }
  | { readonly kind: 'PodTemplate'; readonly object: PodTemplate }
  | { readonly kind: 'Deployment'; readonly object: Deployment }
  | { readonly kind: 'StatefulSet'; readonly object: StatefulSet }
  | { readonly kind: 'DaemonSet'; readonly object: DaemonSet }
  | { readonly kind: 'ReplicaSet'; readonly object: ReplicaSet }
  | { readonly kind: 'ReplicationController'; readonly object: ReplicationController }
  | { readonly kind: 'Job'; readonly object: Job }
  | { readonly kind: 'CronJob'; readonly object: CronJob };
