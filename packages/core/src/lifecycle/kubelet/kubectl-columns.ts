import type { Release } from '../../kubernetes/release.ts';
import type { PodPhase } from '../timeline.ts';
import type { Conditions } from './conditions.ts';
import type { ContainerStatus } from './container-status.ts';
import type { PodPlan } from './pod-plan.ts';

export interface PrintedPod {
  readonly plan: PodPlan;
  readonly phase: PodPhase;
  /** `status.reason` of the Pod; empty where there is none. */
  readonly reason: string;
  /** Empty for a Pod that the kubelet has refused (L-234). */
  readonly statuses: readonly ContainerStatus[];
  readonly conditions: Conditions;
  readonly deleted: boolean;
}

export interface Columns {
  readonly ready: number;
  readonly total: number;
  readonly status: string;
  readonly restarts: number;
}

/** kubectl's READY, STATUS and RESTARTS (L-190 to L-198), printed by the API server. Source: printers.go */
export function kubectlColumns(pod: PrintedPod, apiServer: Release): Columns {
  const { plan, phase, deleted } = pod;
  const total = plan.countedContainers;
  const init = examineInit(pod);
  let { ready, restarts } = init;
  let status = init.reason ?? (pod.reason === '' ? phase : pod.reason);
  if (init.reason === null || pod.conditions.initialized) {
    const regular = examineRegular(pod, status, apiServer);
    ready += regular.ready;
    restarts = init.sidecarRestarts + regular.restarts;
    status = regular.reason;
  }
  const terminal = phase === 'Succeeded' || phase === 'Failed';
  if (deleted && !(terminal && apiServer.on.printsOutcomeOfDeletedPod)) status = 'Terminating';
  return { ready, total, status, restarts };
}

interface InitColumns {
  /** Where the examination stopped; `null` if it did not. */
  readonly reason: string | null;
  readonly ready: number;
  readonly restarts: number;
  readonly sidecarRestarts: number;
}

/** L-191, L-195, L-196, L-197 */
function examineInit({ plan, statuses }: PrintedPod): InitColumns {
  let ready = 0;
  let restarts = 0;
  let sidecarRestarts = 0;
  for (let index = 0; index < plan.initCount && index < statuses.length; index++) {
    const status = statuses[index] as ContainerStatus;
    const sidecar = plan.containers[index]?.apiRole === 'sidecar';
    restarts += status.restartCount;
    if (sidecar) sidecarRestarts += status.restartCount;
    if (status.state === 'terminated' && status.exitCode === 0) continue;
    if (sidecar && status.started) {
      if (status.ready) ready++;
      continue;
    }
    return { reason: initReason(status, index, plan.initCount), ready, restarts, sidecarRestarts };
  }
  return { reason: null, ready, restarts, sidecarRestarts };
}

function initReason({ state, reason, exitCode }: ContainerStatus, index: number, count: number): string {
  if (state === 'terminated') return `Init:${reason === '' ? `ExitCode:${exitCode}` : reason}`;
  if (state === 'waiting' && reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`;
  return `Init:${index}/${count}`;
}

interface RegularColumns {
  readonly reason: string;
  readonly ready: number;
  readonly restarts: number;
}

/** L-192, L-193 */
function examineRegular(
  { plan, statuses, conditions }: PrintedPod,
  before: string,
  { on }: Release,
): RegularColumns {
  let reason = before;
  let errorReason = '';
  let ready = 0;
  let restarts = 0;
  for (let index = plan.regularByName.length - 1; index >= 0; index--) {
    const status = statuses[plan.regularByName[index]?.index ?? -1];
    if (status === undefined) continue;
    restarts += status.restartCount;
    if (status.state === 'waiting' && status.reason !== '') reason = status.reason;
    else if (status.state === 'terminated') {
      reason = status.reason === '' ? `ExitCode:${status.exitCode}` : status.reason;
      if (status.exitCode !== 0) errorReason = reason;
    } else if (status.ready && status.state === 'running') ready++;
  }
  if (reason === 'Completed') {
    if (ready > 0 && conditions.ready) reason = 'Running';
    else if (errorReason !== '' && on.printsErrorBeforeCompleted) reason = errorReason;
    else if (ready > 0) reason = 'NotReady';
  }
  return { reason, ready, restarts };
}
