import type { IConstruct } from 'constructs';
import { addAnnotations } from './additions.ts';
import { holdsPod } from './pod-path.ts';

/**
 * Annotations of a Pod: what a mesh is told that injects its sidecar itself. No container: the mesh's own would be a
 * second one. A mixin like a sidecar: `deployment.with(istio())`, `chart.with(linkerd())`,
 * `pod().annotate(dapr({ appId: 'shop' }))`.
 */
export interface PodAnnotations {
  /** `constructs` 10.5 asks; see {@link applyTo}. */
  supports(construct: IConstruct): boolean;
  /** Annotates the Pods of an ApiObject; every field that the object had stays. */
  applyTo(construct: IConstruct): void;
  /** The annotations, as they will be emitted. */
  readonly '~annotations': Readonly<Record<string, string>>;
}

/** Pod annotations as a mixin. An annotation without a value is left out. */
export function podAnnotations(annotations: Readonly<Record<string, string | undefined>>): PodAnnotations {
  const given = Object.entries(annotations).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const content = Object.freeze(Object.fromEntries(given));
  return {
    '~annotations': content,
    supports: holdsPod,
    applyTo(construct) {
      if (holdsPod(construct)) addAnnotations(construct, content);
    },
  };
}
