import type { LabelSelector, PodTemplateSpec, StatefulSetSpec } from '@outrider/core';
import { Names } from 'cdk8s';
import type { Construct } from 'constructs';
import { merge } from './merge.ts';
import { type PodDraft, templateOf } from './pod-draft.ts';
import { type ServedWorkload, type Workload, WrittenWorkload } from './workload.ts';
import type {
  CronJobProps,
  DaemonSetProps,
  DeploymentProps,
  JobProps,
  PodProps,
  StatefulSetProps,
  TemplateProps,
} from './workload-props.ts';

/** What a Pod can become. */
export interface Doors<Ports extends string> {
  deployment(scope: Construct, id: string, props?: DeploymentProps): ServedWorkload<Ports>;
  statefulSet(scope: Construct, id: string, props?: StatefulSetProps): ServedWorkload<Ports>;
  daemonSet(scope: Construct, id: string, props?: DaemonSetProps): ServedWorkload<Ports>;
  job(scope: Construct, id: string, props?: JobProps): Workload;
  cronJob(scope: Construct, id: string, props: CronJobProps): Workload;
  pod(scope: Construct, id: string, props?: PodProps): ServedWorkload<Ports>;
  /** The bare template, for custom resources that hold one. */
  template(props?: TemplateProps): PodTemplateSpec;
}

type Selecting = 'Deployment' | 'StatefulSet' | 'DaemonSet';
type SelectingProps = DeploymentProps & StatefulSetProps & DaemonSetProps;

/** A workload that finds its Pods by their labels; where none were written, by one that is unique in the app. */
export function selectingWorkload(
  draft: PodDraft,
  kind: Selecting,
  scope: Construct,
  id: string,
  { metadata, status, raw, selector, restartPolicy, ...spec }: SelectingProps,
): ServedWorkload<string> {
  const labelled = { ...draft, labels: labelsOf(draft, scope, id, selector) };
  return new WrittenWorkload(scope, id, {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    raw,
    draft: labelled,
    body: {
      spec: {
        ...spec,
        ...claimsOf(draft, kind, spec),
        selector: selector ?? { matchLabels: labelled.labels },
        template: templateOf(labelled, restartPolicy === undefined ? {} : { restartPolicy }),
      },
      ...(status && { status }),
    },
  });
}

/** The claims that the Pod's volumes are, in a StatefulSet. */
function claimsOf(
  draft: PodDraft,
  kind: Selecting,
  { volumeClaimTemplates = [] }: StatefulSetProps,
): Pick<StatefulSetSpec, 'volumeClaimTemplates'> {
  if (kind !== 'StatefulSet') refuseClaims(draft, kind);
  const claims = [...draft.claims, ...volumeClaimTemplates];
  return claims.length > 0 ? { volumeClaimTemplates: claims } : {};
}

/** @throws RangeError if the Pod has claims: nobody but a StatefulSet makes any */
export function refuseClaims({ claims: [claim] }: PodDraft, kind: string): void {
  if (claim === undefined) return;
  const { name } = claim.metadata;
  throw new RangeError(`Cannot make a ${kind} of it: the claim "${name}" wants a .statefulSet()`);
}

function labelsOf(
  { labels }: PodDraft,
  scope: Construct,
  id: string,
  selector: LabelSelector | undefined,
): Readonly<Record<string, string>> {
  if (selector !== undefined || Object.keys(labels).length > 0) return labels;
  return { 'app.kubernetes.io/name': Names.toLabelValue(scope, { extra: [id] }) };
}

export function job(draft: PodDraft, scope: Construct, id: string, props: JobProps): Workload {
  refuseClaims(draft, 'Job');
  const { metadata, status, raw, restartPolicy = 'Never', ...spec } = props;
  return new WrittenWorkload(scope, id, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    raw,
    draft,
    body: { spec: { ...spec, template: templateOf(draft, { restartPolicy }) }, ...(status && { status }) },
  });
}

export function cronJob(draft: PodDraft, scope: Construct, id: string, props: CronJobProps): Workload {
  refuseClaims(draft, 'CronJob');
  const { metadata, status, raw, restartPolicy = 'Never', jobMetadata, job, ...spec } = props;
  const jobSpec = { ...job, template: templateOf(draft, { restartPolicy }) };
  return new WrittenWorkload(scope, id, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    raw,
    draft,
    body: {
      spec: { ...spec, jobTemplate: { ...(jobMetadata && { metadata: jobMetadata }), spec: jobSpec } },
      ...(status && { status }),
    },
  });
}

export function pod(draft: PodDraft, scope: Construct, id: string, props: PodProps): ServedWorkload<string> {
  refuseClaims(draft, 'Pod');
  const { metadata = {}, status, raw, ...fields } = props;
  const { metadata: written = {}, spec } = templateOf(draft, fields);
  return new WrittenWorkload(scope, id, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: merge(metadata, written),
    raw,
    draft,
    body: { spec, ...(status && { status }) },
  });
}
