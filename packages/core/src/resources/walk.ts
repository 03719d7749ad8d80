import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { type ContainerRole, containersOf, type RoleContainer } from '../workload/container-role.ts';
import { addLists, EMPTY, maxLists, type ResourceList } from './resource-list.ts';

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

/**
 * Adds up what containers ask for (R-001 … R-005): the run phase holds regular containers and sidecars, an init
 * container holds its own and the sidecars before it. Before KEP-753 sidecars are init containers like others.
 */
export function walk(spec: PodSpec, amountsOf: AmountsOf, on: Features): Walk {
  const containers = containersOf(spec);
  const before = containers.filter(({ role }) => role !== 'regular');
  const regular = addLists(...containers.filter(({ role }) => role === 'regular').map(amountsOf));
  const runsOn = ({ role }: RoleContainer) => on.sidecarAwareSums && role === 'sidecar';

  let sidecars = EMPTY;
  const steps: WalkStep[] = [];
  for (const entry of before) {
    const own = amountsOf(entry);
    if (runsOn(entry)) sidecars = addLists(sidecars, own);
    const use = runsOn(entry) ? sidecars : addLists(own, sidecars);
    steps.push({ path: entry.path.slice('spec.'.length), container: entry.container, role: entry.role, use });
  }
  const run = addLists(regular, ...before.filter(runsOn).map(amountsOf));
  return { steps, run, total: maxLists(run, ...steps.map(({ use }) => use)) };
}
