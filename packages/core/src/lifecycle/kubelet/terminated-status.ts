import { type ContainerStatus, STATUS_UNKNOWN } from './container-status.ts';
import type { PodPlan } from './pod-plan.ts';

/**
 * What the kubelet writes last: every container of an initialized Pod, and every init container up to the last
 * that was ever begun, is terminated (L-145, L-188). `known` are the statuses the kubelet had from the API when the
 * Pod was to end. Source: TerminatePod in status_manager.go.
 */
export function terminatedStatuses(
  plan: PodPlan,
  statuses: readonly ContainerStatus[],
  known: readonly ContainerStatus[],
): readonly ContainerStatus[] {
  const regularToo = hasInitialized(plan, known);
  const begun = lastBegun(plan, statuses);
  return statuses.map((status, index) => {
    const ends = index < plan.initCount ? index <= begun : regularToo;
    return ends && status.state !== 'terminated' ? unknownEnd(status) : status;
  });
}

const unknownEnd = (status: ContainerStatus): ContainerStatus => ({
  ...status,
  ...STATUS_UNKNOWN,
  state: 'terminated',
});

function hasInitialized({ initCount, containers }: PodPlan, known: readonly ContainerStatus[]): boolean {
  if (initCount === 0) return true;
  const ran = ({ state, last }: ContainerStatus): boolean => state !== 'waiting' || last !== null;
  if (known.slice(initCount).some(ran)) return true;
  const last = known[initCount - 1];
  if (last === undefined) return false;
  if (containers[initCount - 1]?.role === 'sidecar') return last.state === 'running' && last.started;
  return (last.state === 'terminated' && last.exitCode === 0) || last.last?.exitCode === 0;
}

/** At least the first, as the kubelet does. */
function lastBegun({ initCount }: PodPlan, statuses: readonly ContainerStatus[]): number {
  for (let index = initCount - 1; index > 0; index--) {
    const status = statuses[index];
    if (status !== undefined && (status.state !== 'waiting' || status.last !== null)) return index;
  }
  return 0;
}
