import type { PodSpec } from '../src/kubernetes/api-types.gen.ts';
import { type Release, releaseOf } from '../src/kubernetes/release.ts';
import type { ContainerStatus } from '../src/lifecycle/kubelet/container-status.ts';
import type { ContainerView, InstanceView } from '../src/lifecycle/kubelet/container-view.ts';
import { type PodPlan, planPod } from '../src/lifecycle/kubelet/pod-plan.ts';

/** Small Pods and what a kubelet sees of them, for tests of its decisions. */
export const IDENTITY = { name: 'web', namespace: 'shop', uid: 'u-1' };

export function plan(spec: PodSpec, release: Release = releaseOf('1.36')): PodPlan {
  return planPod(IDENTITY, spec, { apiServer: release, kubelet: release });
}

export const running = (more: Partial<InstanceView> = {}): InstanceView => ({
  id: 1,
  attempt: 0,
  state: 'running',
  exitCode: 0,
  reason: '',
  finishedAt: 0,
  sandbox: 1,
  ...more,
});

export const exited = (exitCode: number, more: Partial<InstanceView> = {}): InstanceView =>
  running({ state: 'exited', exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', ...more });

/** Views of a plan's containers; what is not named has no instance. */
export const views = (
  pod: PodPlan,
  known: Readonly<Record<string, InstanceView | Partial<ContainerView>>>,
): readonly ContainerView[] =>
  pod.containers.map((container) => {
    const given = known[container.name];
    const newest = given !== undefined && 'state' in given ? given : null;
    const fields = given !== undefined && 'state' in given ? {} : given;
    const base = { plan: container, newest, results: {}, failedStart: null, changed: null, ...fields };
    return { lastExited: base.newest?.state === 'exited' ? base.newest : null, ...base };
  });

export const status = (more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  state: 'running',
  reason: '',
  exitCode: 0,
  last: null,
  restartCount: 0,
  id: 1,
  started: true,
  ready: true,
  ...more,
});

export const waiting = (reason: string, more: Partial<ContainerStatus> = {}): ContainerStatus =>
  status({ state: 'waiting', reason, started: false, ready: false, id: 0, ...more });

export const ended = (exitCode: number, more: Partial<ContainerStatus> = {}): ContainerStatus =>
  status({
    state: 'terminated',
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    started: false,
    ready: false,
    ...more,
  });
