import type { Release } from '../../kubernetes/release.ts';
import type { PodPhase } from '../timeline.ts';
import type { ContainerStatus } from './container-status.ts';
import type { PodPlan } from './pod-plan.ts';

/** Condition type → whether it is True. */
export interface Conditions {
  readonly initialized: boolean;
  readonly containersReady: boolean;
  readonly ready: boolean;
}

export const NO_CONDITIONS: Conditions = { initialized: false, containersReady: false, ready: false };

/** L-175, L-176: sidecars count like regular containers (L-095); a deletion alone changes nothing (L-177). Source: pkg/kubelet/status/generate.go */
export function conditionsOf(
  plan: PodPlan,
  statuses: readonly ContainerStatus[],
  phase: PodPhase,
  old: Conditions,
  release: Pick<Release, 'on'>,
): Conditions {
  const terminal = phase === 'Succeeded' || phase === 'Failed';
  const containersReady = !terminal && allReady(plan, statuses);
  return {
    initialized: isInitialized(plan, statuses, phase) || staysInitialized(old, release),
    containersReady,
    ready: containersReady && plan.readinessGates.length === 0,
  };
}

/** Once True it stays True where RestartAllContainers is on (section 0.4). */
const staysInitialized = ({ initialized }: Conditions, { on }: Pick<Release, 'on'>): boolean =>
  initialized && on.RestartAllContainersOnContainerExits;

function isInitialized(plan: PodPlan, statuses: readonly ContainerStatus[], phase: PodPhase): boolean {
  if (phase === 'Succeeded') return true;
  if (statuses.some(({ state }, index) => index >= plan.initCount && state !== 'waiting')) return true;
  for (let index = 0; index < plan.initCount; index++) {
    const status = statuses[index];
    const done = plan.containers[index]?.role === 'sidecar' ? status?.started : status?.ready;
    if (done !== true) return false;
  }
  return true;
}

const allReady = (plan: PodPlan, statuses: readonly ContainerStatus[]): boolean =>
  statuses.every(({ ready }, index) => ready || plan.containers[index]?.role === 'init');
