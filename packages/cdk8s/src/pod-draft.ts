import type {
  Container,
  ObjectMeta,
  PersistentVolumeClaim,
  PodSpec,
  PodTemplateSpec,
  Volume,
} from '@outrider/core';
import { merge } from './merge.ts';
import type { WrittenTarget } from './target.ts';

/** A claim that a StatefulSet makes for each of its Pods. */
export interface Claim extends PersistentVolumeClaim {
  readonly metadata: ObjectMeta & { readonly name: string };
}

/** A Pod as written so far: plain Kubernetes data, and what it is meant to run on. */
export interface PodDraft {
  readonly target: WrittenTarget;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What else its metadata has. */
  readonly metadata: ObjectMeta;
  /** The Pod's own fields, without containers and volumes. */
  readonly fields: PodSpec;
  /** Laid over the spec as a whole. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly volumes: readonly Volume[];
  /** Volumes that are claims of a StatefulSet. */
  readonly claims: readonly Claim[];
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
}

/** The Pod template of a draft; an empty list or map is left out. */
export function templateOf(
  draft: PodDraft,
  spec: PodSpec = {},
): PodTemplateSpec & { readonly spec: PodSpec } {
  const { labels, annotations, fields, raw, volumes, initContainers, containers } = draft;
  const metadata = {
    ...draft.metadata,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return {
    ...(Object.keys(metadata).length > 0 && { metadata }),
    spec: merge(
      {
        ...fields,
        ...spec,
        ...(initContainers.length > 0 && { initContainers }),
        containers,
        ...(volumes.length > 0 && { volumes }),
      },
      raw,
    ),
  };
}
