import { hasProbe, isUp } from '../lifecycle/kubelet/container-view.ts';
import { restartsAfter } from '../lifecycle/kubelet/restart-decision.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';

/** It should run, and does not. */
export const isDown = (pod: LivePod, container: LiveContainer): boolean =>
  container.plan.role !== 'init' && !isUp(container) && !isSettledEnd(pod, container);

/** It has ended and is not started again (L-061); a sidecar always is (L-011). */
export function isSettledEnd({ plan: pod, kubelet }: LivePod, { plan, newest }: LiveContainer): boolean {
  if (newest?.state !== 'exited' || plan.role === 'sidecar') return false;
  return !restartsAfter(pod, plan, newest.exitCode, kubelet);
}

/** It runs, and its startup probe has not succeeded (L-093). */
export const isUnstarted = (container: LiveContainer): boolean =>
  container.plan.role !== 'init' &&
  isUp(container) &&
  hasProbe(container.plan, 'startup') &&
  container.results.startup !== 'Success';

/** It runs and has started, and is not ready (L-094). */
export const isUnready = (container: LiveContainer): boolean =>
  container.plan.role !== 'init' &&
  isUp(container) &&
  !isUnstarted(container) &&
  container.api?.ready !== true;
