import { addLists, EMPTY, maxLists, type ResourceList } from './resource-list.ts';

/** What one container asks for. `init` runs to its end, `sidecar` stays from its turn on. */
export interface Claimant {
  readonly role: 'init' | 'sidecar' | 'regular';
  readonly amounts: ResourceList;
}

export interface AmountsWalk {
  /** What the Pod uses at the turn of each init container and sidecar, in order. */
  readonly uses: readonly ResourceList[];
  /** What it uses once all of them are done or running. */
  readonly run: ResourceList;
  /** The greatest use of each resource. */
  readonly total: ResourceList;
}

/**
 * KEP-753's formula (R-001 … R-005): the run phase holds regular containers and sidecars, an init container holds
 * its own and the sidecars before it. A maximum is taken for each resource by itself.
 */
export function walkAmounts(claimants: readonly Claimant[]): AmountsWalk {
  let sidecars = EMPTY;
  const uses: ResourceList[] = [];
  for (const { role, amounts } of claimants) {
    if (role === 'regular') continue;
    if (role === 'sidecar') sidecars = addLists(sidecars, amounts);
    uses.push(role === 'sidecar' ? sidecars : addLists(amounts, sidecars));
  }
  const amountsOf = (wanted: Claimant['role']) =>
    claimants.filter(({ role }) => role === wanted).map(({ amounts }) => amounts);
  const run = addLists(...amountsOf('regular'), ...amountsOf('sidecar'));
  return { uses, run, total: maxLists(run, ...uses) };
}
