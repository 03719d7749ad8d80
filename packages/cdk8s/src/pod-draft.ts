import type { Container, PodSpec, PodTemplateSpec, Volume } from '@outrider/core';
import type { WrittenTarget } from './target.ts';

/** A Pod as written so far: plain Kubernetes data, and what it is meant to run on. */
export interface PodDraft {
  readonly target: WrittenTarget;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The Pod's own fields, without containers and volumes. */
  readonly fields: PodSpec;
  readonly volumes: readonly Volume[];
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
}

/** The Pod template of a draft; an empty list or map is left out. */
export function templateOf(
  draft: PodDraft,
  spec: PodSpec = {},
): PodTemplateSpec & { readonly spec: PodSpec } {
  const { labels, annotations, fields, volumes, initContainers, containers } = draft;
  const metadata = {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return {
    ...(Object.keys(metadata).length > 0 && { metadata }),
    spec: {
      ...fields,
      ...spec,
      ...(initContainers.length > 0 && { initContainers }),
      containers,
      ...(volumes.length > 0 && { volumes }),
    },
  };
}
