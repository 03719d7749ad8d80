import type { ContainerStatus as ApiStatus, ContainerStateTerminated } from '../kubernetes/api-types.gen.ts';
import type { ContainerStatus } from '../lifecycle/kubelet/container-status.ts';
import { hasProbe, type InstanceView, type ProbeResults } from '../lifecycle/kubelet/container-view.ts';
import type { ContainerPlan } from '../lifecycle/kubelet/pod-plan.ts';
import { readMoment } from './moments.ts';

/** What a waiting container waits for in the ordinary course (L-068, L-180). */
const NOT_BEGUN: readonly string[] = ['', 'PodInitializing', 'ContainerCreating', 'RestartingAllContainers'];

/** Why the last start failed (L-014, L-015, L-181); `null` where none did. */
export function waitingReason(api: ApiStatus | undefined): string | null {
  const reason = api?.state?.waiting?.reason ?? '';
  return NOT_BEGUN.includes(reason) ? null : reason;
}

/**
 * The newest instance, which a status does not name outright: after a failed start it is the one in `lastState`
 * (L-181), and a container that waits in the ordinary course has none.
 */
export function newestInstance(plan: ContainerPlan, api: ApiStatus | undefined): InstanceView | null {
  const { running, terminated } = api?.state ?? {};
  if (running) return instance(plan, api, { state: 'running', exitCode: 0, reason: '', finishedAt: 0 });
  if (terminated) return endedInstance(plan, api, terminated);
  return waitingReason(api) === null ? null : endedInstance(plan, api, api?.lastState?.terminated);
}

export function endedInstance(
  plan: ContainerPlan,
  api: ApiStatus | undefined,
  ended: ContainerStateTerminated | undefined,
): InstanceView | null {
  if (ended === undefined) return null;
  const { exitCode = 0, reason = '', finishedAt } = ended;
  return instance(plan, api, { state: 'exited', exitCode, reason, finishedAt: readMoment(finishedAt) ?? 0 });
}

/** A status does not say in which sandbox an instance ran: all are taken to be of the current one. */
export const SANDBOX = 1;

type Seen = Pick<InstanceView, 'state' | 'exitCode' | 'reason' | 'finishedAt'>;

const instance = ({ index }: ContainerPlan, api: ApiStatus | undefined, seen: Seen): InstanceView => ({
  id: index + 1,
  attempt: api?.restartCount ?? 0,
  sandbox: SANDBOX,
  ...seen,
});

/** L-093, L-094: `started` and `ready` say what the kubelet has cached; of liveness the status says nothing. */
export function probeResults(plan: ContainerPlan, api: ApiStatus | undefined): ProbeResults {
  const { started, ready } = api ?? {};
  return {
    ...(hasProbe(plan, 'startup') && { startup: started === true ? 'Success' : 'Unknown' }),
    ...(hasProbe(plan, 'readiness') && { readiness: ready === true ? 'Success' : 'Failure' }),
  };
}

/** What kubectl's columns are made of. */
export function printedStatus(plan: ContainerPlan, api: ApiStatus | undefined): ContainerStatus {
  const { running, terminated, waiting } = api?.state ?? {};
  const last = api?.lastState?.terminated;
  return {
    state: running ? 'running' : terminated ? 'terminated' : 'waiting',
    reason: (terminated ? endReason(terminated) : waiting?.reason) ?? '',
    exitCode: terminated?.exitCode ?? 0,
    last: last ? { exitCode: last.exitCode ?? 0, reason: last.reason ?? '' } : null,
    restartCount: api?.restartCount ?? 0,
    id: plan.index + 1,
    started: api?.started ?? false,
    ready: api?.ready ?? false,
  };
}

/** Where there is no reason kubectl prints the signal, if there is one. */
const endReason = ({ reason = '', signal = 0 }: ContainerStateTerminated): string =>
  reason === '' && signal !== 0 ? `Signal:${signal}` : reason;
