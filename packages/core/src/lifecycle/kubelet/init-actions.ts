import type { Release } from '../../kubernetes/release.ts';
import { type ContainerView, hasProbe, isUp } from './container-view.ts';
import type { PodPlan } from './pod-plan.ts';
import { restartsAfter } from './restart-decision.ts';

export type KillReason = 'startupProbe' | 'livenessProbe' | 'other';

export interface Kill {
  readonly container: number;
  readonly reason: KillReason;
  readonly message: string;
}

export interface InitActions {
  readonly kills: readonly Kill[];
  /** Indexes of init containers, in the order in which they are started. */
  readonly starts: readonly number[];
  readonly initialized: boolean;
  readonly killPod: boolean;
}

const FAILED: InitActions = { kills: [], starts: [], initialized: false, killPod: true };

/**
 * `computeInitContainerActions` of the kubelet (L-020): which init containers and sidecars to kill and start.
 * Source: pkg/kubelet/kuberuntime/kuberuntime_container.go, 1.28 to 1.36.
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
          const kill = failedProbeKill(view);
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
  return { kills, starts: starts.reverse(), initialized, killPod: false };
}

/** L-020 step 1; on 1.28 exited ones count too (L-028). */
function someRegularContainer(
  pod: PodPlan,
  views: readonly ContainerView[],
  { on }: Pick<Release, 'on'>,
): boolean {
  for (let index = pod.initCount; index < views.length; index++) {
    const state = views[index]?.newest?.state;
    if (state === 'running' || state === 'created') return true;
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

const failedProbeKill = (view: ContainerView): Kill | null =>
  view.results.liveness === 'Failure' ? probeKill(view, 'livenessProbe') : null;

/** L-090 */
const probeKill = ({ plan }: ContainerView, reason: 'startupProbe' | 'livenessProbe'): Kill => ({
  container: plan.index,
  reason,
  message: `Init container ${plan.name} failed ${reason === 'startupProbe' ? 'startup' : 'liveness'} probe`,
});

const unknownMessage = (name: string): string =>
  `Init container ${name} is in "unknown" state, try killing it before restart`;
