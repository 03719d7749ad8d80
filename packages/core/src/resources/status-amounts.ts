import type { ContainerStatus, PodStatus } from '../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../kubernetes/container-role.ts';
import { maxLists, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import type { AmountsOf, Features } from './walk.ts';

/** Which half of `resources` is summed up. */
export type Side = 'requests' | 'limits';

export const specAmounts =
  (side: Side): AmountsOf =>
  ({ container }) =>
    readList(container.resources?.[side]);

/** Whether the node said that a resize can never fit: then the spec does not count. */
export function isResizeInfeasible(status: PodStatus | undefined, on: Features): boolean {
  if (on.resizeStatusField) return status?.resize === 'Infeasible';
  const pending = status?.conditions?.find(({ type }) => type === 'PodResizePending');
  return pending?.reason === 'Infeasible';
}

/** Statuses by container name, as far as the release looks at them. */
function statusOf({ container, role }: RoleContainer, status: PodStatus | undefined, on: Features) {
  const byName = ({ name }: ContainerStatus) => name === container.name;
  const regular = status?.containerStatuses?.findLast(byName);
  const init = status?.initContainerStatuses?.findLast(byName);
  if (on.resizeComparesTotals) return regular ?? init;
  const knowsSidecars = !on.resizeStatusField;
  if (role === 'regular') return knowsSidecars ? (init ?? regular) : regular;
  return role === 'sidecar' && knowsSidecars ? (init ?? regular) : undefined;
}

/** Per container the greatest of spec, actuated and allocated amounts, until 1.36 (R-030 … R-033). */
export function greatestAmounts(side: Side, pod: Pod, on: Features): AmountsOf {
  const infeasible = isResizeInfeasible(pod.status, on);
  return (entry) => {
    const spec = readList(entry.container.resources?.[side]);
    const status = statusOf(entry, pod.status, on);
    const reported = status && reportedAmounts(side, status, on);
    if (reported === undefined) return spec;
    if (infeasible) return maxLists(...reported);
    // Until 1.32 the status won a tie, afterwards the spec: seen only in how an amount is written.
    return on.resizeStatusField ? maxLists(...reported, spec) : maxLists(spec, ...reported);
  };
}

/** The lists of a status that count; undefined if the release takes the spec alone. */
function reportedAmounts(
  side: Side,
  { resources, allocatedResources }: ContainerStatus,
  on: Features,
): readonly ResourceList[] | undefined {
  if (on.resizeFromAllocatedOnly) return side === 'requests' ? [readList(allocatedResources)] : undefined;
  if (resources === undefined) return undefined;
  const actuated = readList(resources[side]);
  if (side === 'limits' || on.resizeFromActuatedOnly) return [actuated];
  return [actuated, readList(allocatedResources)];
}

/** What the node has set aside, or the spec where it does not say. */
export function allocatedAmounts(pod: Pod, on: Features): AmountsOf {
  return (entry) =>
    readList(statusOf(entry, pod.status, on)?.allocatedResources ?? fallback('requests', entry, pod, on));
}

/** What the runtime has applied, or the nearest to it. */
export function actuatedAmounts(side: Side, pod: Pod, on: Features): AmountsOf {
  return (entry) => {
    const status = statusOf(entry, pod.status, on);
    const allocated = side === 'requests' ? status?.allocatedResources : undefined;
    return readList(status?.resources?.[side] ?? allocated ?? fallback(side, entry, pod, on));
  };
}

const fallback = (side: Side, { container }: RoleContainer, pod: Pod, on: Features) =>
  isResizeInfeasible(pod.status, on) ? undefined : container.resources?.[side];
