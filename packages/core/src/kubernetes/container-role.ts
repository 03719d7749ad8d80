import type { Container, PodSpec } from './api-types.gen.ts';

/** `sidecar` is an `initContainers` entry with `restartPolicy: Always` (KEP-753). */
export type ContainerRole = 'init' | 'sidecar' | 'regular';

/** The one place that decides whether an init container is a native sidecar. */
export const isSidecar = (initContainer: Container): boolean => initContainer.restartPolicy === 'Always';

export interface RoleContainer {
  readonly container: Container;
  readonly role: ContainerRole;
  /** Path from the Pod's root: `spec.initContainers[0]`. */
  readonly path: string;
}

/** All containers with their roles: init containers in order, then the regular ones. */
export function containersOf(spec: PodSpec): readonly RoleContainer[] {
  const init = (spec.initContainers ?? []).map((container, index) => ({
    container,
    role: isSidecar(container) ? ('sidecar' as const) : ('init' as const),
    path: `spec.initContainers[${index}]`,
  }));
  const regular = (spec.containers ?? []).map((container, index) => ({
    container,
    role: 'regular' as const,
    path: `spec.containers[${index}]`,
  }));
  return [...init, ...regular];
}
