import type {
  CronJobSpec,
  DaemonSetSpec,
  DeploymentSpec,
  JobSpec,
  ObjectMeta,
  StatefulSetSpec,
} from '@outrider/core';
import type { ApiObjectMetadata } from 'cdk8s';

/** What every workload takes. */
export interface WorkloadProps {
  readonly metadata?: ApiObjectMetadata;
  /** What tools leave in manifests, such as `status: {}`; the server takes none from there. */
  readonly status?: Readonly<Record<string, unknown>>;
  /** Any field of the object, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

interface SelectingProps extends WorkloadProps {
  /** Kubernetes takes no other here, and means it where nothing is written. */
  readonly restartPolicy?: 'Always';
}

/** The selector, where none is given, is the Pod's labels, or a label of our own if it has none. */
export interface DeploymentProps extends SelectingProps, Omit<DeploymentSpec, 'template'> {}

/** The selector, where none is given, is the Pod's labels, or a label of our own if it has none. */
export interface StatefulSetProps extends SelectingProps, Omit<StatefulSetSpec, 'template'> {}

/** The selector, where none is given, is the Pod's labels, or a label of our own if it has none. */
export interface DaemonSetProps extends SelectingProps, Omit<DaemonSetSpec, 'template'> {}

/** A Job's Pods may not be restarted `Always`; their sidecars are, and end when the regular containers have. */
export interface JobProps extends WorkloadProps, Omit<JobSpec, 'template'> {
  /** Of the regular and init containers; default `Never`. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
}

export interface CronJobProps extends WorkloadProps, Omit<CronJobSpec, 'jobTemplate' | 'schedule'> {
  /** `0 3 * * *` */
  readonly schedule: string;
  /** Of the regular and init containers; default `Never`. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Labels and annotations of the Jobs, and whatever else they are to have. */
  readonly jobMetadata?: ObjectMeta;
  /** The Job's own fields. */
  readonly job?: Omit<JobSpec, 'template'>;
}

export interface PodProps extends WorkloadProps {
  /** Of the regular and init containers. */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
}

/** What a Pod inside another object takes. */
export interface TemplateProps {
  readonly metadata?: ObjectMeta;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
}
