import { add, compare, subtract } from '../../quantity/arithmetic.ts';
import { printCanonical } from '../../quantity/print-quantity.ts';
import { type Quantity, sign, ZERO } from '../../quantity/quantity.ts';
import { type ResourceAmounts, readList } from '../../quantity/resource-list.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { ChangeSide } from '../rule.ts';

/** A container and what it requests. */
export interface Asking {
  readonly container: string;
  readonly request: string;
}

/** Why a Pod reserves more, as far as containers or a field are to blame. */
export type Cause =
  /** An init container decides, beside the sidecars before it. */
  | ({
      readonly is: 'peak';
      readonly path: string;
      /** What those sidecars request. */
      readonly beside: string;
      /** What it would have to ask for so that the running containers decide, and what the Pod reserves then. */
      readonly lowered?: { readonly own: string; readonly pod: string };
    } & Asking)
  | { readonly is: 'added' | 'raised'; readonly path: string; readonly sidecars: readonly Asking[] }
  | { readonly is: 'overhead' | 'together'; readonly path: string };

/** The init container that decides; else the sidecars that are new, or ask for more; else the overhead. */
export function causeOf(resource: string, before: ChangeSide, after: ChangeSide): Cause {
  const peak = after.resources.peaks[resource];
  const index = after.containers.findIndex(({ path }) => path === `spec.${peak?.during}`);
  const decides = after.containers[index];
  if (decides?.role === 'init') return peakCause(resource, decides, index, after);
  const olds = new Map(before.containers.map((entry) => [entry.container.name, entry]));
  const sidecars = after.containers.filter(({ role }) => role === 'sidecar');
  const added = sidecars.filter(
    (entry) => !olds.has(entry.container.name) && sign(requestOf(entry, resource)) > 0,
  );
  const raised = sidecars.filter((entry) => isRaised(entry, olds.get(entry.container.name), resource));
  if (added.length > 0) return sidecarsCause('added', added, resource);
  if (raised.length > 0) return sidecarsCause('raised', raised, resource);
  const overheads = [before, after].map(({ resources }) => resources.parts?.[resource]?.overhead);
  return { is: overheads[0] === overheads[1] ? 'together' : 'overhead', path: 'spec' };
}

const amountOf = (amounts: ResourceAmounts, resource: string): Quantity =>
  readList(amounts).get(resource) ?? ZERO;

const requestOf = ({ container }: RoleContainer, resource: string): Quantity =>
  amountOf(container.resources?.requests ?? {}, resource);

const asking = (entry: RoleContainer, resource: string): Asking => ({
  container: entry.container.name ?? '',
  request: printCanonical(requestOf(entry, resource)),
});

const isRaised = (now: RoleContainer, old: RoleContainer | undefined, resource: string): boolean =>
  old !== undefined && compare(requestOf(now, resource), requestOf(old, resource)) > 0;

const sidecarsCause = (
  is: 'added' | 'raised',
  sidecars: readonly RoleContainer[],
  resource: string,
): Cause => ({
  is,
  path: `${sidecars[0]?.path ?? 'spec'}.resources.requests`,
  sidecars: sidecars.map((entry) => asking(entry, resource)),
});

function peakCause(resource: string, entry: RoleContainer, index: number, after: ChangeSide): Cause {
  const { requests, parts } = after.resources;
  const surplus = amountOf({ [resource]: parts?.[resource]?.initPeak ?? '0' }, resource);
  const own = requestOf(entry, resource);
  const lowered = subtract(own, surplus);
  const pod = subtract(amountOf(requests, resource), surplus);
  const earlier = after.containers.slice(0, index).filter(({ role }) => role === 'sidecar');
  return {
    is: 'peak',
    path: `${entry.path}.resources.requests`,
    ...asking(entry, resource),
    beside: printCanonical(sumOf(earlier.map((sidecar) => requestOf(sidecar, resource)))),
    ...(sign(lowered) > 0 && { lowered: { own: printCanonical(lowered), pod: printCanonical(pod) } }),
  };
}

const sumOf = (quantities: readonly Quantity[]): Quantity =>
  quantities.reduce((sum, quantity) => add(sum, quantity), ZERO);
