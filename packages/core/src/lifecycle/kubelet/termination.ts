import type { Release } from '../../kubernetes/release.ts';
import type { KillReason } from './init-actions.ts';
import type { ContainerPlan, PodPlan } from './pod-plan.ts';

/** The kubelet never gives less between SIGTERM and SIGKILL (L-120 step 4). */
export const MINIMUM_GRACE_SECONDS = 2;

/** L-120 step 3: whether a whole-Pod stop waits for turns. */
export const isOrdered = (plan: PodPlan, { on }: Pick<Release, 'on'>): boolean =>
  plan.hasSidecar && on.orderedSidecarTermination;

/**
 * Whom a container waits for in a whole-Pod stop, fixed from those running when it starts (L-122, L-127, L-128):
 * a sidecar waits for all running regular containers, and for the next sidecar behind it if that one runs.
 */
export function waitsFor(
  plan: PodPlan,
  container: ContainerPlan,
  isRunning: (index: number) => boolean,
): readonly number[] {
  if (container.role !== 'sidecar') return [];
  const regular = plan.containers.filter(({ role, index }) => role === 'regular' && isRunning(index));
  const next = plan.containers.find(({ role, index }) => role === 'sidecar' && index > container.index);
  const behind = next !== undefined && isRunning(next.index) ? [next.index] : [];
  return [...regular.map(({ index }) => index), ...behind];
}

/** Grace of a kill inside a sync (L-139, L-150). */
export function killGrace(plan: PodPlan, container: ContainerPlan, reason: KillReason): number {
  switch (reason) {
    case 'startupProbe':
      return probeGrace(container, 'startup') ?? plan.graceSeconds;
    case 'livenessProbe':
      return probeGrace(container, 'liveness') ?? plan.graceSeconds;
    case 'other':
      return plan.graceSeconds;
  }
}

const probeGrace = ({ probes }: ContainerPlan, type: 'startup' | 'liveness'): number | undefined =>
  probes.find((probe) => probe.type === type)?.graceSeconds;

/** Grace of the terminating routine: the smallest that was asked for, never below 1 s (L-141). */
export const effectiveGrace = (plan: PodPlan, asked: readonly (number | null)[]): number => {
  const given = asked.filter((seconds) => seconds !== null);
  return Math.max(1, given.length === 0 ? plan.graceSeconds : Math.min(...given));
};

/** Grace of a hard eviction (L-151); `null` means that of the spec. */
export const evictionGrace = ({ on }: Pick<Release, 'on'>): number | null =>
  on.evictionUsesSpecGrace ? null : 1;
