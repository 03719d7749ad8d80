import type { Release } from '../../kubernetes/release.ts';
import { type ContainerView, hasProbe, isUp } from './container-view.ts';
import { resizeMessage } from './event-messages.ts';
import type { PodPlan } from './pod-plan.ts';
import { restartsAfter } from './restart-decision.ts';

export type KillReason = 'startupProbe' | 'livenessProbe' | 'other';

export interface Kill {
  readonly container: number;
  readonly reason: KillReason;
  readonly message: string;
}

export interface InitActions {
  /** In spec order. */
  readonly kills: readonly Kill[];
  /** Indexes of init containers, in spec order: so they are started. */
  readonly starts: readonly number[];
  readonly initialized: boolean;
  readonly killPod: boolean;
}

const FAILED: InitActions = { kills: [], starts: [], initialized: false, killPod: true };

/**
 * `computeInitContainerActions` of the kubelet (L-020): which init containers and sidecars to kill and start. What was
 * never created waits for its immediate predecessor alone (L-005), which must be seen running once (L-006); whatever
 * else is down does not matter (L-032).
 * Source: pkg/kubelet/kuberuntime/kuberuntime_container.go, 1.28 to 1.37.
 */
export function computeInitContainerActions(
  pod: PodPlan,
  views: readonly ContainerView[],
  release: Pick<Release, 'on'>,
): InitActions {
  const last = pod.initCount - 1;
  let initialized = pod.initCount === 0 || someRegularContainer(pod, views, release);
  let later = initialized;
  const kills: Kill[] = [];
  const starts: number[] = [];
  for (let index = last; index >= 0; index--) {
    const view = views[index] as ContainerView;
    const { newest, plan } = view;
    const sidecar = plan.role === 'sidecar';
    if (newest === null) {
      if (later && sidecar) starts.push(index);
      continue;
    }
    if (later && !sidecar) continue;
    // A failed liveness probe does not close the gate (L-096): the kill comes after.
    const opened = (): void => {
      if (index === last) initialized = true;
      else if (!later) starts.push(index + 1);
    };
    switch (newest.state) {
      case 'created':
        starts.push(index);
        break;
      case 'running':
        if (sidecar && isStarted(view)) {
          opened();
          const kill = killOf(view, release);
          if (kill) {
            kills.push(kill);
            starts.push(index);
          }
        } else if (sidecar && view.results.startup === 'Failure') {
          kills.push(probeKill(view, 'startupProbe'));
          starts.push(index);
        }
        break;
      case 'exited':
        // A sidecar whatever its exit code and the Pod's policy (L-011); an init container as its policy says (L-013, L-064).
        if (sidecar) starts.push(index);
        else if (isFailed(view)) {
          if (!restartsAfter(pod, plan, newest.exitCode, release)) return FAILED;
          starts.push(index);
        } else opened();
        break;
      case 'unknown':
        if (!sidecar && !restartsAfter(pod, plan, newest.exitCode, release)) return FAILED;
        kills.push({ container: index, reason: 'other', message: unknownMessage(plan.name) });
        starts.push(index);
        break;
    }
    later = true;
  }
  if (!later) starts.push(0);
  return { kills: kills.reverse(), starts: starts.reverse(), initialized, killPod: false };
}

/**
 * L-020 step 1; exited ones do not count, so they wait for the last sidecar (L-024): except on 1.28 (L-028), and from
 * 1.37 on, where all that the current sandbox holds counts.
 */
function someRegularContainer(
  pod: PodPlan,
  views: readonly ContainerView[],
  { on }: Pick<Release, 'on'>,
): boolean {
  for (let index = pod.initCount; index < views.length; index++) {
    const state = views[index]?.newest?.state;
    if (state === 'running' || state === 'created') return true;
    if (state !== undefined && on.initLooksAtCurrentSandbox) return true;
    if (state === 'exited' && on.exitedRegularMeansInitialized && on.SidecarContainers) return true;
  }
  return false;
}

/** L-003: running, and the startup probe of this instance has succeeded if there is one. */
const isStarted = (view: ContainerView): boolean =>
  isUp(view) && (!hasProbe(view.plan, 'startup') || view.results.startup === 'Success');

/** L-002: a container that was OOM killed has failed whatever its code. */
const isFailed = ({ newest }: ContainerView): boolean =>
  newest !== null && (newest.exitCode !== 0 || newest.reason === 'OOMKilled');

/** A changed image, a failed liveness probe, a resize that asks for a restart: in this order (L-020 step 3, L-069). */
function killOf(view: ContainerView, { on }: Pick<Release, 'on'>): Kill | null {
  const { plan, changed, results } = view;
  const kill = (message: string): Kill => ({ container: plan.index, reason: 'other', message });
  if (changed === 'definition' && on.sidecarRestartsForImage) {
    return kill(`Init container ${plan.name} definition changed`);
  }
  if (results.liveness === 'Failure') return probeKill(view, 'livenessProbe');
  return changed === 'resize' ? kill(resizeMessage(plan.name)) : null;
}

/** L-090 */
const probeKill = ({ plan }: ContainerView, reason: 'startupProbe' | 'livenessProbe'): Kill => ({
  container: plan.index,
  reason,
  message: `Init container ${plan.name} failed ${reason === 'startupProbe' ? 'startup' : 'liveness'} probe`,
});

const unknownMessage = (name: string): string =>
  `Init container ${name} is in "unknown" state, try killing it before restart`;
