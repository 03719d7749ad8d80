import type { InstanceView } from '../lifecycle/kubelet/container-view.ts';
import { computePodActions, type PodActions } from '../lifecycle/kubelet/pod-actions.ts';
import { SANDBOX } from './instances.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';

/** What the kubelet's next sync would do with the Pod as it is: the same decisions as the simulator's. */
export const nextActions = ({ plan, kubelet }: LivePod, containers: readonly LiveContainer[]): PodActions =>
  computePodActions(
    { plan, containers, sandboxReady: true, sandboxAttempt: SANDBOX, restartingAll: false },
    kubelet,
  );

const startsOf = ({ initStarts, regularStarts }: PodActions): readonly number[] => [
  ...initStarts,
  ...regularStarts,
];

/** What one thing that happens to one container brings about. */
export interface Future {
  /** Containers started because of it, in this order. */
  readonly starts: readonly LiveContainer[];
  /** Nothing is left to run: all that runs is stopped, and the Pod ends. */
  readonly endsPod: boolean;
}

/** Asks the kubelet's decisions about the Pod in which `container` has become `instead`. */
export function future(pod: LivePod, container: LiveContainer, instead: Partial<LiveContainer>): Future {
  const before = new Set(startsOf(nextActions(pod, pod.containers)));
  const changed = pod.containers.map((one) => (one === container ? { ...one, ...instead } : one));
  const actions = nextActions(pod, changed);
  return {
    starts: startsOf(actions)
      .filter((index) => !before.has(index))
      .flatMap((index) => pod.containers[index] ?? []),
    endsPod: actions.killPod && !actions.createSandbox,
  };
}

/** The container as one that has just exited. */
export const exited = (container: LiveContainer, exitCode: number): Partial<LiveContainer> => ({
  newest: { ...anInstance(container), state: 'exited', exitCode, reason: '' },
  failedStart: null,
});

/** The container as one that runs, and has started. */
export const startedUp = (container: LiveContainer): Partial<LiveContainer> => ({
  newest: { ...anInstance(container), state: 'running' },
  results: { ...container.results, startup: 'Success' },
  failedStart: null,
});

const anInstance = ({ newest, plan }: LiveContainer): InstanceView =>
  newest ?? {
    id: plan.index + 1,
    attempt: 0,
    state: 'running',
    exitCode: 0,
    reason: '',
    finishedAt: 0,
    sandbox: SANDBOX,
  };
