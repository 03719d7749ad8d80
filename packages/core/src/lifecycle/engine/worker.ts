import { RANK, schedule } from './clock.ts';
import type { Machine, StopRequest } from './machine.ts';
import { spawn } from './routine.ts';

/** Asks for a sync; several asked for at one instant, or while one runs, are one (L-030). */
export function requestSync(machine: Machine): void {
  machine.dirty = true;
  wakeWorker(machine);
}

/** A container has started or ended: the kubelet sees it when it next lists what runs. */
export function noticeSoon(machine: Machine): void {
  const { clock, reactions } = machine;
  machine.unseen = true;
  const after = reactions.notice();
  if (after === 0) requestSync(machine);
  else schedule(clock, clock.now + after, RANK.worker, () => notice(machine));
  if (machine.stopping !== null) schedule(clock, clock.now + after, RANK.last, () => tellAgain(machine));
}

/** Each look that shows something new tells the worker of the Pod as the API has it then (L-145). */
export function tellAgain({ stopping, terminated, published }: Machine): void {
  if (stopping !== null && !terminated) stopping.known = published.statuses;
}

/**
 * The list that shows what is new also lets a sync begin that waited for a newer one; what is new then asks for
 * another sync behind it.
 */
function notice(machine: Machine): void {
  if (machine.queued) machine.again = true;
  requestSync(machine);
}

/** The Pod's only worker: syncs never overlap (L-030), and follow everything else of their instant (L-031). */
export function wakeWorker(machine: Machine): void {
  if (machine.busy || machine.queued || machine.terminated) return;
  machine.queued = true;
  schedule(machine.clock, machine.clock.now, RANK.worker, () => takeUp(machine));
}

/** What is to be done is decided here; then a node waits for a newer look at the runtime (pod_workers.go podWorkerLoop). */
function takeUp(machine: Machine): void {
  const { clock, stopping, syncableAt } = machine;
  if (syncableAt <= clock.now) begin(machine, stopping);
  else schedule(clock, syncableAt, RANK.worker, () => begin(machine, stopping));
}

function begin(machine: Machine, stopping: StopRequest | null): void {
  machine.queued = false;
  machine.busy = true;
  machine.dirty = machine.again;
  machine.again = false;
  machine.unseen = false;
  machine.looksAgain = false;
  const routine = machine.work(machine, stopping);
  if (routine === null) end(machine);
  else spawn(routine, () => end(machine));
}

function end(machine: Machine): void {
  machine.busy = false;
  machine.syncableAt = machine.clock.now + (machine.looksAgain ? 0 : machine.reactions.settle());
  machine.dirty ||= machine.looksAgain && machine.unseen;
  if (machine.dirty || machine.stopping !== null) wakeWorker(machine);
}
