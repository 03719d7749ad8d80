import { askBackOff } from '../kubelet/back-off.ts';
import { pulledMessage } from '../kubelet/event-messages.ts';
import { afterFailedPull, pullAllowedAt } from '../kubelet/image-pull.ts';
import { RANK } from './clock.ts';
import { type Container, runOf } from './container.ts';
import { runPostStart } from './hooks.ts';
import { startInstance } from './instance.ts';
import { killContainer } from './kill-container.ts';
import type { Machine } from './machine.ts';
import { containerEvent } from './record.ts';
import { type Routine, sleepUntil } from './routine.ts';
import { requestSync } from './worker.ts';

/** What the sync's snapshot said of a container that is to be started: the sync's own kills do not count (L-056). */
export interface Start {
  readonly container: Container;
  readonly attempt: number;
  readonly finishedAt: number | null;
}

export const startOf = (container: Container): Start => ({
  container,
  attempt: container.newest === null ? 0 : container.newest.attempt + 1,
  finishedAt: container.lastExited?.finishedAt ?? null,
});

/**
 * One start, in the order of L-007, with an event for each step but the ends of hooks (L-270). Returns whether it
 * succeeded; the reason of a failure is kept (L-015). A postStart hook that fails costs the container (L-009, L-258).
 */
export function* startContainer(machine: Machine, start: Start): Routine<boolean> {
  const { container } = start;
  container.failedStart = isBackingOff(machine, start) ? 'CrashLoopBackOff' : imageFault(machine, container);
  if (container.failedStart !== null) return false;
  const pullMs = pullTime(machine, container);
  if (pullMs !== null) yield* pullImage(machine, container, pullMs);
  container.failedStart = creationFault(machine, container);
  if (container.failedStart !== null) return false;
  const { messages } = container;
  const { name, postStart } = container.plan;
  const number = container.starts;
  containerEvent(machine, name, number, 'Normal', 'Created', messages.created);
  const instance = startInstance(machine, container, start.attempt);
  containerEvent(machine, name, number, 'Normal', 'Started', messages.started);
  if (postStart === undefined || (yield* runPostStart(machine, instance, postStart))) return true;
  containerEvent(machine, name, number, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
  yield* killContainer(machine, {
    instance,
    graceSeconds: machine.plan.graceSeconds,
    message: 'FailedPostStartHook',
    after: [],
  });
  container.failedStart = 'PostStartHookError';
  return false;
}

/** L-050, L-057 */
function isBackingOff(machine: Machine, { container, finishedAt }: Start): boolean {
  const { clock, limits } = machine;
  const answer = askBackOff(container.backOff, { now: clock.now, finishedAt }, limits);
  if (!answer.refused) {
    container.backOff = answer.entry;
    return false;
  }
  const { name } = container.plan;
  const instance = Math.max(0, container.starts - 1);
  containerEvent(machine, name, instance, 'Warning', 'BackOff', container.messages.backOff);
  machine.crashUntil = Math.min(machine.crashUntil, answer.until);
  return true;
}

/** L-014, L-253, L-254: why the image is not there; `null` if it is, or can be pulled. */
function imageFault(machine: Machine, container: Container): string | null {
  const { clock, reactions } = machine;
  const { image } = container;
  const { name, imagePullPolicy } = container.plan;
  const warn = (message: string, type: 'Normal' | 'Warning' = 'Warning', reason: string = 'Failed'): void =>
    containerEvent(machine, name, container.starts, type, reason, message);
  if (runOf(container).pull !== 'fails') return null;
  if (imagePullPolicy === 'Never') {
    warn(
      `Container image "${image}" is not present with pull policy of Never`,
      'Warning',
      'ErrImageNeverPull',
    );
    warn('Error: ErrImageNeverPull');
    return 'ErrImageNeverPull';
  }
  const allowedAt = pullAllowedAt(container.pullBackOff);
  if (clock.now < allowedAt) {
    warn(`Back-off pulling image "${image}"`, 'Normal', 'BackOff');
    warn('Error: ImagePullBackOff');
    machine.pullUntil = Math.min(machine.pullUntil, allowedAt);
    return 'ImagePullBackOff';
  }
  container.pullBackOff = afterFailedPull(container.pullBackOff, clock.now);
  warn(`Pulling image "${image}"`, 'Normal', 'Pulling');
  warn(`Failed to pull image "${image}": image not found`);
  warn('Error: ErrImagePull');
  if (reactions.publishesBySync) requestSync(machine);
  else machine.failed = true;
  return 'ErrImagePull';
}

/** L-015, L-257: why the container cannot be created; tried again when the sync that failed is repeated. */
function creationFault(machine: Machine, container: Container): string | null {
  const { clock } = machine;
  const { creation } = container.intervention;
  if (creation === null || clock.now >= creation.until) return null;
  const message =
    creation.fails === 'PreCreateHookError' ? 'Internal PreCreateContainer hook failed: ' : 'Error: ';
  containerEvent(machine, container.plan.name, container.starts, 'Warning', 'Failed', message);
  machine.failed = true;
  return creation.fails;
}

/** L-250: `null`, and an event that says so, where the image is present and need not be pulled. */
function pullTime(machine: Machine, container: Container): number | null {
  const { image } = container;
  const { name, imagePullPolicy } = container.plan;
  const { pull } = runOf(container);
  const takes = pull === 'fails' || machine.pulledImages.has(image) ? 0 : pull;
  if (imagePullPolicy === 'Always' || (takes > 0 && imagePullPolicy !== 'Never')) return takes;
  containerEvent(machine, name, container.starts, 'Normal', 'Pulled', container.messages.present);
  return null;
}

/** L-251, L-252 */
function* pullImage(machine: Machine, container: Container, takes: number): Routine {
  const { clock, pulledImages } = machine;
  const { name } = container.plan;
  const { starts, image } = container;
  containerEvent(machine, name, starts, 'Normal', 'Pulling', `Pulling image "${image}"`);
  if (takes > 0) yield sleepUntil(clock, clock.now + takes, RANK.worker);
  pulledImages.add(image);
  containerEvent(machine, name, starts, 'Normal', 'Pulled', pulledMessage(image, goDuration(takes)));
}

/** A duration as Go prints it. */
function goDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const rest = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
