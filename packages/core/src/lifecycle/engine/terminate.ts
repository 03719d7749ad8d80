import type { ContainerStatus } from '../kubelet/container-status.ts';
import { terminatedStatuses } from '../kubelet/terminated-status.ts';
import { effectiveGrace } from '../kubelet/termination.ts';
import type { TerminationCause } from '../timeline.ts';
import { RANK } from './clock.ts';
import { killPod } from './kill-container.ts';
import type { Machine, StopRequest } from './machine.ts';
import { showStatusToProbes } from './probing.ts';
import { generateStatus, publish } from './publish.ts';
import { at, record } from './record.ts';
import { type Routine, sleepUntil } from './routine.ts';
import { isTerminal, type Status } from './status.ts';
import { wakeWorker } from './worker.ts';

/** Asks for the terminating routine; it begins when the sync in progress returns (L-140). */
export function requestStop(
  machine: Machine,
  cause: TerminationCause,
  grace: number | null,
  known: readonly ContainerStatus[] = machine.published.statuses,
): void {
  if (machine.terminated) return;
  if (machine.stopping !== null) machine.stopping.graces.push(grace);
  else machine.stopping = { cause, graces: [grace], known };
  wakeWorker(machine);
}

/**
 * The terminating routine (L-140 to L-147): nothing is started any more (L-146), and a shorter grace that is asked for
 * meanwhile comes too late (L-142).
 */
export function* terminate(machine: Machine, request: StopRequest): Routine {
  machine.terminating = true;
  const status = generateStatus(machine, false);
  publish(machine, machine.evicted === null ? status : evictedStatus(status, machine.evicted.reason));
  showStatusToProbes(machine);
  const graceSeconds = effectiveGrace(machine.plan, request.graces);
  record(machine, {
    atSeconds: at(machine),
    event: 'TerminationStarted',
    graceSeconds,
    cause: request.cause,
  });
  yield killPod(machine, graceSeconds);
  yield sleepUntil(machine.clock, machine.clock.now, RANK.worker);
  if (machine.evicted?.reason === 'Evicted') removeExited(machine);
  machine.terminated = true;
  machine.sandboxReady = false;
  const last = generateStatus(machine, true);
  if (!machine.reactions.publishesBySync) yield* stopStage(machine, last);
  publish(machine, finalStatus(machine, last, request));
  machine.finishedAt = machine.clock.now;
}

/** A node says first that all containers are stopped; only its next stage of work makes every Pod's phase terminal. */
function* stopStage(machine: Machine, stopped: Status): Routine {
  publish(machine, stopped);
  if (isTerminal(stopped.phase)) return;
  const { clock, reactions } = machine;
  yield sleepUntil(clock, clock.now + reactions.stage(), RANK.worker);
}

/** DisruptionTarget is published with the terminal phase (L-179). */
const evictedStatus = (status: Status, reason: string): Status => ({
  ...status,
  phase: 'Failed',
  reason,
  disrupted: true,
});

/** Exited containers of an evicted Pod are deleted about a second later, while others still stop (section 0.4). */
function removeExited(machine: Machine): void {
  for (const container of machine.containers) {
    const { newest } = container;
    if (newest !== null && newest.finishedAt + 1000 <= machine.clock.now) {
      container.newest = null;
      container.lastExited = null;
    }
  }
}

/** L-143, L-145 */
function finalStatus(machine: Machine, status: Status, { known }: StopRequest): Status {
  const statuses = terminatedStatuses(machine.plan, status.statuses, known);
  return { ...status, statuses, phase: isTerminal(status.phase) ? status.phase : 'Failed' };
}
