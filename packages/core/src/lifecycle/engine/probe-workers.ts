import { FRESH_COUNTER } from '../kubelet/probe-worker.ts';
import { cancel } from './clock.ts';
import type { Container, ProbeWorker } from './container.ts';
import type { Machine } from './machine.ts';

/**
 * A worker meets the end of its container. Where the release has the defect, it ends too if the Pod never restarts,
 * although a sidecar comes back (L-292).
 */
export function loseWorker(machine: Machine, container: Container, worker: ProbeWorker): void {
  const isHeld = worker.counter.onHold && holds(machine, worker);
  if (isHeld || machine.plan.restartPolicy !== 'Never') return;
  if (machine.cached.statuses[container.plan.index]?.state !== 'terminated') return;
  endWorker(container, worker);
}

/** It takes its result along; a probe without a worker counts as none (`isContainerStarted` in prober_manager.go). */
export function endWorker(container: Container, worker: ProbeWorker): void {
  cancel(worker.timer);
  cancel(worker.extra);
  worker.timer = null;
  worker.extra = null;
  worker.isLost = true;
  delete container.results[worker.plan.type];
}

/** A startup worker that has succeeded is on hold from 1.32 on, and so survives (L-088). */
const holds = ({ kubelet: { on } }: Machine, { plan, counter }: ProbeWorker): boolean =>
  plan.type !== 'startup' || counter.last === 'Failure' || on.startupSuccessHolds;

/**
 * Each sync makes the workers that are missing, but stops at the first that is there: regular containers first, then
 * sidecars, each for startup, readiness, liveness (L-294). Source: prober_manager.go AddPod.
 */
export function addWorkers({ containers, plan, clock }: Machine): void {
  const regularFirst = [...containers.slice(plan.initCount), ...containers.slice(0, plan.initCount)];
  for (const { workers } of regularFirst) {
    for (const worker of workers) {
      if (!worker.isLost) return;
      worker.isLost = false;
      worker.anchor = clock.now;
      worker.counter = FRESH_COUNTER;
      worker.instance = null;
      worker.started = false;
    }
  }
}
