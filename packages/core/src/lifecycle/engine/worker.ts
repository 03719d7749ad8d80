import { RANK, schedule } from './clock.ts';
import type { Machine } from './machine.ts';
import { spawn } from './routine.ts';

/** Asks for a sync; several asked for at one instant, or while one runs, are one (L-030). */
export function requestSync(machine: Machine): void {
  machine.dirty = true;
  wakeWorker(machine);
}

/** The Pod's only worker: syncs never overlap (L-030), and follow everything else of their instant (L-031). */
export function wakeWorker(machine: Machine): void {
  if (machine.busy || machine.queued || machine.terminated) return;
  machine.queued = true;
  schedule(machine.clock, machine.clock.now, RANK.worker, () => {
    machine.queued = false;
    machine.busy = true;
    machine.dirty = false;
    spawn(machine.work(), () => {
      machine.busy = false;
      if (machine.dirty || machine.stopping !== null) wakeWorker(machine);
    });
  });
}
