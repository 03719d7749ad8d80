import type { Container } from '@outrider/core';
import type { Placement } from './sidecar.ts';

/**
 * The init containers with a sidecar put in its place. `default` is in front of `own`, the init containers that the
 * workload had before anybody added sidecars: so these start first, in the order they were added.
 *
 * @throws RangeError if the init container of `before` or `after` is not there
 */
export function place(
  initContainers: readonly Container[],
  sidecar: Container,
  placement: Placement,
  own: ReadonlySet<string>,
): readonly Container[] {
  return initContainers.toSpliced(indexOf(initContainers, placement, own), 0, sidecar);
}

function indexOf(
  initContainers: readonly Container[],
  placement: Placement,
  own: ReadonlySet<string>,
): number {
  if (placement === 'first') return 0;
  if (placement === 'last') return initContainers.length;
  if (placement === 'default') {
    const first = initContainers.findIndex((container) => own.has(container.name ?? ''));
    return first === -1 ? initContainers.length : first;
  }
  const name = 'before' in placement ? placement.before : placement.after;
  const index = initContainers.findIndex((container) => container.name === name);
  if (index === -1) throw new RangeError(`Cannot place the sidecar: there is no init container "${name}"`);
  return 'before' in placement ? index : index + 1;
}
