import type { Release } from '../../kubernetes/release.ts';
import type { PodPhase } from '../timeline.ts';
import type { ContainerStatus, Termination } from './container-status.ts';
import type { ContainerView } from './container-view.ts';
import type { ContainerPlan, PodPlan } from './pod-plan.ts';
import { restartsAfter } from './restart-decision.ts';

export interface PhaseInput {
  readonly plan: PodPlan;
  readonly statuses: readonly ContainerStatus[];
  readonly containers: readonly ContainerView[];
  /** The terminating routine is done: exit codes decide (L-143). */
  readonly stopped: boolean;
  readonly sandbox: number;
}

/**
 * L-170 to L-174, with section 0.4: a running sidecar keeps the phase Running (L-172), a regular container that was
 * never started keeps it Pending (L-173). Source: getPhase in kubelet_pods.go, 1.28 to 1.36.
 */
export function podPhase(input: PhaseInput, release: Pick<Release, 'on'>): PodPhase {
  const count = countContainers(input, release);
  if (count.failedInit) return 'Failed';
  const { on } = release;
  const initPending = count.pendingInit > 0 && (on.runningInitIsAlwaysPending || !anyRegular(input, release));
  const sidecarPending = count.pendingSidecars > 0 && !anyRegular(input, release);
  if (initPending || sidecarPending || count.waiting > 0) return 'Pending';
  if (count.running > 0) return 'Running';
  if (count.exited === 0) return 'Pending';
  if (!input.stopped && count.restartable > 0) return 'Running';
  return count.exited === count.succeeded ? 'Succeeded' : 'Failed';
}

interface Counts {
  failedInit: boolean;
  pendingInit: number;
  pendingSidecars: number;
  running: number;
  waiting: number;
  exited: number;
  restartable: number;
  succeeded: number;
}

function countContainers({ plan, statuses }: PhaseInput, release: Pick<Release, 'on'>): Counts {
  const counts: Counts = {
    failedInit: false,
    pendingInit: 0,
    pendingSidecars: 0,
    running: 0,
    waiting: 0,
    exited: 0,
    restartable: 0,
    succeeded: 0,
  };
  statuses.forEach((status, index) => {
    const container = plan.containers[index] as ContainerPlan;
    switch (container.role) {
      case 'init':
        countInit(counts, plan, container, status, release);
        break;
      case 'sidecar':
        countSidecar(counts, status);
        break;
      case 'regular':
        countRegular(counts, plan, container, status, release);
        break;
    }
  });
  return counts;
}

function countInit(
  counts: Counts,
  plan: PodPlan,
  container: ContainerPlan,
  status: ContainerStatus,
  release: Pick<Release, 'on'>,
): void {
  const end = endOf(status);
  if (end === null) counts.pendingInit++;
  else if (end.exitCode !== 0 && !comesBack(plan, container, end, release)) counts.failedInit = true;
}

/** A sidecar that has ended counts for nothing (L-171), so a crash never fails the Pod (L-174), nor a Job (L-211). */
function countSidecar(counts: Counts, status: ContainerStatus): void {
  if (status.state === 'running') {
    counts.running++;
    if (!status.started) counts.pendingSidecars++;
  } else if (status.state === 'waiting' && status.last === null) {
    counts.pendingSidecars++;
    counts.waiting++;
  }
}

function countRegular(
  counts: Counts,
  plan: PodPlan,
  container: ContainerPlan,
  status: ContainerStatus,
  release: Pick<Release, 'on'>,
): void {
  if (status.state === 'running') {
    counts.running++;
    return;
  }
  const end = endOf(status);
  if (end === null) {
    counts.waiting++;
    return;
  }
  counts.exited++;
  if (comesBackFromStop(plan, container, end, release)) counts.restartable++;
  if (status.state === 'terminated' && end.exitCode === 0) counts.succeeded++;
}

const endOf = (status: ContainerStatus): Termination | null =>
  status.state === 'terminated' ? status : status.state === 'waiting' ? status.last : null;

const comesBack = (
  plan: PodPlan,
  container: ContainerPlan,
  end: Termination,
  release: Pick<Release, 'on'>,
): boolean =>
  (release.on.RestartAllContainersOnContainerExits && end.reason === 'RestartingAllContainers') ||
  (release.on.ContainerRestartRules
    ? restartsAfter(plan, container, end.exitCode, release)
    : plan.restartPolicy !== 'Never');

const comesBackFromStop = (
  plan: PodPlan,
  container: ContainerPlan,
  end: Termination,
  release: Pick<Release, 'on'>,
): boolean =>
  (release.on.RestartAllContainersOnContainerExits && end.reason === 'RestartingAllContainers') ||
  restartsAfter(plan, container, end.exitCode, release);

/** Whether a regular container counts as begun: by the sandbox, or by the statuses (section 0.4). */
function anyRegular(
  { plan, statuses, containers, sandbox }: PhaseInput,
  { on }: Pick<Release, 'on'>,
): boolean {
  for (let index = plan.initCount; index < statuses.length; index++) {
    if (on.phaseAsksSandbox) {
      if (containers[index]?.newest?.sandbox === sandbox) return true;
    } else if (statuses[index]?.state !== 'waiting') return true;
  }
  return false;
}
