import type { DeploymentSpec } from '@outrider/core';
import type { Construct } from 'constructs';
import { type PodDraft, templateOf } from './pod-draft.ts';
import { ServedWorkload } from './served-workload.ts';
import { ownLabel, type WorkloadProps } from './workload.ts';

/** A Deployment's fields. The selector is the Pod's labels, or a label of our own if it has none. */
export interface DeploymentProps extends WorkloadProps, Omit<DeploymentSpec, 'template'> {}

export function deployment(
  draft: PodDraft,
  scope: Construct,
  id: string,
  props: DeploymentProps,
): ServedWorkload<string> {
  const { metadata, raw, selector, ...spec } = props;
  const labels = Object.keys(draft.labels).length > 0 ? draft.labels : ownLabel(scope, id);
  const labelled = { ...draft, labels };
  return new ServedWorkload(scope, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    raw,
    draft: labelled,
    spec: { ...spec, selector: selector ?? { matchLabels: labels }, template: templateOf(labelled) },
  });
}
