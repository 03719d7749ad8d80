import type { JobSpec } from '@outrider/core';
import type { Construct } from 'constructs';
import { type PodDraft, templateOf } from './pod-draft.ts';
import { PodWorkload, type WorkloadProps } from './workload.ts';

/** A Job's fields. Its Pods may not be restarted `Always`; sidecars end when the regular containers have. */
export interface JobProps extends WorkloadProps, Omit<JobSpec, 'template'> {
  /** Of the regular and init containers; default `Never`. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
}

export function job(draft: PodDraft, scope: Construct, id: string, props: JobProps): PodWorkload {
  const { metadata, raw, restartPolicy = 'Never', ...spec } = props;
  return new PodWorkload(scope, id, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    raw,
    draft,
    spec: { ...spec, template: templateOf(draft, { restartPolicy }) },
  });
}
