import { isMeshInit } from '../rules/known/meshes.ts';
import { productOfImage } from '../rules/known/products.ts';
import type { RuleContext } from '../rules/rule.ts';
import { loopbackPort } from '../rules/signs/loopback.ts';
import { neededByInit } from '../rules/signs/needed-by-init.ts';
import { sharedVolumes, writableVolumes } from '../rules/signs/volumes.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import type { Candidate } from './candidate.ts';

/** Where a container goes among the `initContainers` that are there. */
export interface Place {
  /** Index of the entry before which it is put; their number for the end. */
  readonly index: number;
  /** Why there, or why not further up, in words; absent where it is simply the end. */
  readonly why?: string;
}

/**
 * The order in which new sidecars start (L-001): what carries the network first, then what others call before those,
 * else as in `containers`, which are started in that order too (L-016). They stop the other way round (L-122).
 */
export function startOrderOf(chosen: readonly Candidate[]): readonly Candidate[] {
  const rest = [...chosen.filter(isNetwork), ...chosen.filter((one) => !isNetwork(one))];
  const ordered: Candidate[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex((one) => !rest.some((other) => other !== one && uses(one, other)));
    ordered.push(...rest.splice(Math.max(0, next), 1));
  }
  return ordered;
}

const isNetwork = ({ entry }: Candidate): boolean => {
  const purpose = productOfImage(entry.container)?.purpose;
  return purpose === 'mesh-proxy' || purpose === 'network';
};

const uses = (user: Candidate, server: Candidate): boolean =>
  loopbackPort(user.entry.container, server.entry.container) !== undefined;

/**
 * Behind all init containers, which had to do without it so far and may prepare something for it; before one that
 * shows that it needs it, unless something in between prepares it.
 */
export function placeOf(context: RuleContext, entry: RoleContainer, before: string | undefined): Place {
  const inits = context.containers.filter(({ role }) => role !== 'regular');
  const asked = inits.findIndex(({ container }) => before !== undefined && container.name === before);
  if (asked >= 0) return { index: asked, why: 'as asked' };
  const end = inits.length;
  for (const [index, init] of inits.entries()) {
    if (init.role !== 'init' || isMeshInit(init.container)) continue;
    const earlier = inits.slice(0, index).map(({ container }) => container);
    const what = neededByInit(context, init.container, entry.container, earlier);
    if (what === undefined) continue;
    const need = `"${init.container.name ?? ''}" needs ${what} of it`;
    const preparer = inits.slice(index).find((one) => prepares(one, entry));
    if (preparer === undefined) return { index, why: need };
    const { name = '' } = preparer.container;
    return { index: end, why: `${need}, but "${name}" may have to come before it: look at the order` };
  }
  return { index: end };
}

/** What an entry of `initContainers` may do for a sidecar: fill a volume of its, redirect the traffic, serve a port. */
const prepares = ({ container, role }: RoleContainer, { container: sidecar }: RoleContainer): boolean =>
  isMeshInit(container) ||
  (role === 'sidecar'
    ? loopbackPort(sidecar, container) !== undefined
    : sharedVolumes(container, sidecar).some((name) => writableVolumes(container).has(name)));
