import { admissionRejection, type Rejection } from '../kubelet/admission.ts';
import { backOffLimits } from '../kubelet/back-off.ts';
import type { ContainerStatus } from '../kubelet/container-status.ts';
import { POD_MESSAGES } from '../kubelet/event-messages.ts';
import type { ContainerOutcome, PodOutcome, Run } from '../timeline.ts';
import { advance, RANK, schedule } from './clock.ts';
import type { Container } from './container.ts';
import { scheduleJobDeadline, watchForJob } from './job-controller.ts';
import { type Machine, type MachineInput, newMachine, type StopRequest } from './machine.ts';
import { publish } from './publish.ts';
import { at, podEvent, record } from './record.ts';
import { scheduleRequests } from './requests.ts';
import type { Routine } from './routine.ts';
import { isTerminal } from './status.ts';
import { reportStatus, syncPod } from './sync-pod.ts';
import { requestStop, terminate } from './terminate.ts';
import { requestSync } from './worker.ts';

/** A Pod that restarts all its containers without pause would fill one instant for ever (L-067). */
const MOST_EVENTS = 500_000;

/** Runs one Pod until nothing more can happen, or `until`. Deterministic: same input, same run. */
export function runPod(
  input: Omit<MachineInput, 'limits' | 'work'> & { readonly notModelled: readonly string[] },
): Run {
  const { kubelet, scenario } = input;
  const limits = backOffLimits(kubelet, scenario.kubelet.maxContainerRestartPeriod);
  const machine = newMachine({ ...input, limits, work });
  const rejection = admissionRejection(machine.plan, kubelet);
  if (rejection !== null) reject(machine, rejection);
  else play(machine);
  const cut = machine.timeline.length >= MOST_EVENTS ? [`what comes after ${MOST_EVENTS} entries`] : [];
  const { timeline } = machine;
  return { timing: 'ideal', timeline, pod: outcome(machine), notModelled: [...input.notModelled, ...cut] };
}

function play(machine: Machine): void {
  scheduleRequests(machine);
  scheduleJobDeadline(machine);
  requestSync(machine);
  const { clock, scenario } = machine;
  while (machine.finishedAt === null && machine.timeline.length < MOST_EVENTS) {
    if (!advance(clock, scenario.until)) break;
    watchForJob(machine);
  }
  if (machine.finishedAt !== null) finish(machine);
}

function finish(machine: Machine): void {
  const { published, printed } = machine;
  const { ready, status } = printed ?? { ready: '', status: '' };
  record(machine, { atSeconds: at(machine), event: 'PodFinished', phase: published.phase, ready, status });
}

/** One step of the Pod's worker: a sync, or the terminating routine. */
function work(machine: Machine, stopping: StopRequest | null): Routine | null {
  if (stopping !== null) return terminate(machine, stopping);
  const known = machine.published.statuses;
  const status = reportStatus(machine);
  if (!isTerminal(status.phase)) return syncPod(machine, status);
  const cause = machine.pastDeadline ? 'deadline' : 'finished';
  later(machine, machine.reactions.stage(), () => requestStop(machine, cause, null, known));
  return null;
}

function later({ clock }: Machine, ms: number, run: () => void): void {
  if (ms === 0) run();
  else schedule(clock, clock.now + ms, RANK.worker, run);
}

/** L-234, L-269 */
function reject(machine: Machine, { reason, message }: Rejection): void {
  podEvent(machine, 'Warning', reason, message);
  record(machine, {
    atSeconds: at(machine),
    event: 'Rejected',
    reason,
    message: `Pod was rejected: ${message}`,
  });
  machine.terminated = true;
  machine.rejection = { reason, message };
  publish(machine, { ...machine.cached, phase: 'Failed', reason });
  watchForJob(machine);
  machine.finishedAt = 0;
  finish(machine);
}

function outcome(machine: Machine): PodOutcome {
  const { published, printed, plan } = machine;
  return {
    phase: published.phase,
    ready: printed?.ready ?? '',
    status: printed?.status ?? '',
    reason: published.reason === '' ? null : published.reason,
    message: messageOf(machine),
    initializedAtSeconds: seconds(machine.initializedAt),
    readyAtSeconds: seconds(machine.readyAt),
    finishedAtSeconds: seconds(machine.finishedAt),
    containers: [
      ...plan.containers.map(({ name, apiRole, index }) =>
        containerOutcome(name, apiRole, published.statuses[index]),
      ),
      ...machine.ephemeral.map(ephemeralOutcome),
    ],
  };
}

function containerOutcome(
  name: string,
  role: ContainerOutcome['role'],
  status: ContainerStatus | undefined,
): ContainerOutcome {
  const ended = status?.state === 'terminated';
  return {
    name,
    role,
    restartCount: status?.restartCount ?? 0,
    state: status?.state ?? 'waiting',
    exitCode: ended ? status.exitCode : null,
    reason: status === undefined || status.reason === '' ? null : status.reason,
  };
}

const ephemeralOutcome = ({ plan, newest }: Container): ContainerOutcome => ({
  name: plan.name,
  role: 'ephemeral',
  restartCount: 0,
  state: newest === null ? 'waiting' : newest.state === 'exited' ? 'terminated' : 'running',
  exitCode: newest?.state === 'exited' ? newest.exitCode : null,
  reason: newest?.state === 'exited' ? newest.reason : null,
});

/** `status.message` (L-153, L-154, L-234, L-265). */
function messageOf({ published: { reason }, rejection }: Machine): string | null {
  if (rejection !== null) return `Pod was rejected: ${rejection.message}`;
  return POD_MESSAGES[reason] ?? null;
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
