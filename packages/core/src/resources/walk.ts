import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { type ContainerRole, containersOf, type RoleContainer } from '../kubernetes/container-role.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ResourceList } from '../quantity/resource-list.ts';
import { walkAmounts } from '../quantity/walk-amounts.ts';

/** What is on at a release: gates and behaviours. */
export type Features = Release['on'];

/** One `initContainers` entry at its turn, and what the Pod uses then. */
export interface WalkStep {
  readonly path: string;
  readonly container: Container;
  readonly role: ContainerRole;
  readonly use: ResourceList;
}

/** The walk through the init containers to the run phase; `total` is the greatest use of each resource. */
export interface Walk {
  readonly steps: readonly WalkStep[];
  readonly run: ResourceList;
  readonly total: ResourceList;
}

export type AmountsOf = (container: RoleContainer) => ResourceList;

/** The walk over a Pod's containers. Before KEP-753 sidecars are init containers like others. */
export function walk(
  spec: PodSpec,
  amountsOf: AmountsOf,
  { sidecarAwareSums }: Pick<Features, 'sidecarAwareSums'>,
): Walk {
  const containers = containersOf(spec);
  const claimants = containers.map((entry) => ({
    role: entry.role === 'sidecar' && !sidecarAwareSums ? ('init' as const) : entry.role,
    amounts: amountsOf(entry),
  }));
  const { uses, run, total } = walkAmounts(claimants);
  const steps = uses.map((use, index) => ({ ...stepAt(containers, index), use }));
  return { steps, run, total };
}

/** `containersOf` lists init containers and sidecars first, so a use has the index of its container. */
function stepAt(containers: readonly RoleContainer[], index: number): Omit<WalkStep, 'use'> {
  const { container = {}, role = 'init', path = '' } = containers[index] ?? {};
  return { container, role, path: path.slice('spec.'.length) };
}
