import type { Container, EphemeralContainer, PodSpec } from '../../kubernetes/api-types.gen.ts';

export interface VisitedContainer {
  readonly container: Container | EphemeralContainer;
  readonly path: string;
}

/** All containers as the server walks them for rules of the whole Pod: init containers first. */
export const visitContainers = (spec: PodSpec, path: string): readonly VisitedContainer[] =>
  (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, index) => ({ container, path: `${path}.${list}[${index}]` })),
  );
