import { askBackOff } from '../kubelet/back-off.ts';
import {
  backOffMessage,
  createdMessage,
  presentMessage,
  pulledMessage,
  startedMessage,
} from '../kubelet/event-messages.ts';
import { afterFailedPull, pullAllowedAt } from '../kubelet/image-pull.ts';
import { RANK } from './clock.ts';
import { runPostStart } from './hooks.ts';
import { startInstance } from './instance.ts';
import { killContainer } from './kill-container.ts';
import { type Container, type Machine, runOf } from './machine.ts';
import { kubernetesEvent } from './record.ts';
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

/** One start, in the order of L-007. Returns whether it succeeded; the reason of a failure is kept (L-015). */
export function* startContainer(machine: Machine, start: Start): Routine<boolean> {
  const { container } = start;
  container.failedStart = isBackingOff(machine, start)
    ? 'CrashLoopBackOff'
    : yield* pullImage(machine, container);
  if (container.failedStart !== null) return false;
  const { name, postStart } = container.plan;
  const { kubelet } = machine;
  const number = container.starts;
  const event = (reason: string, message: string): void =>
    kubernetesEvent(machine, { ...container, starts: number + 1, newest: null }, 'Normal', reason, message);
  event('Created', createdMessage(name, kubelet));
  const instance = startInstance(machine, container, start.attempt);
  event('Started', startedMessage(name, kubelet));
  if (postStart === undefined || (yield* runPostStart(machine, instance, postStart))) return true;
  kubernetesEvent(machine, container, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
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
  const { clock, limits, plan } = machine;
  const answer = askBackOff(container.backOff, { now: clock.now, finishedAt }, limits);
  if (!answer.refused) {
    container.backOff = answer.entry;
    return false;
  }
  const message = backOffMessage(container.plan.name, plan);
  kubernetesEvent(machine, container, 'Warning', 'BackOff', message);
  machine.wakeAt = Math.min(machine.wakeAt, answer.until);
  return true;
}

/** L-014, L-250 to L-254. Returns the waiting reason of a failure. */
function* pullImage(machine: Machine, container: Container): Routine<string | null> {
  const { clock, kubelet, pulledImages } = machine;
  const { image, imagePullPolicy } = container.plan;
  const { pull } = runOf(container);
  const starting = { ...container, starts: container.starts + 1, newest: null };
  const event = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    kubernetesEvent(machine, starting, type, reason, message);
  const present = pulledImages.has(image) || pull === 0;
  if (imagePullPolicy === 'Never' || (present && pull !== 'fails' && imagePullPolicy !== 'Always')) {
    if (pull === 'fails') {
      event(
        'Warning',
        'ErrImageNeverPull',
        `Container image "${image}" is not present with pull policy of Never`,
      );
      event('Warning', 'Failed', 'Error: ErrImageNeverPull');
      return 'ErrImageNeverPull';
    }
    event('Normal', 'Pulled', presentMessage(image, kubelet));
    return null;
  }
  const allowedAt = pullAllowedAt(container.pullBackOff);
  if (clock.now < allowedAt) {
    event('Normal', 'BackOff', `Back-off pulling image "${image}"`);
    event('Warning', 'Failed', 'Error: ImagePullBackOff');
    machine.wakeAt = Math.min(machine.wakeAt, allowedAt);
    return 'ImagePullBackOff';
  }
  event('Normal', 'Pulling', `Pulling image "${image}"`);
  if (pull === 'fails') {
    container.pullBackOff = afterFailedPull(container.pullBackOff, clock.now);
    event('Warning', 'Failed', `Failed to pull image "${image}": image not found`);
    event('Warning', 'Failed', 'Error: ErrImagePull');
    requestSync(machine);
    return 'ErrImagePull';
  }
  const takes = pulledImages.has(image) ? 0 : pull;
  if (takes > 0) yield sleepUntil(clock, clock.now + takes, RANK.worker);
  pulledImages.add(image);
  event('Normal', 'Pulled', pulledMessage(image, goDuration(takes)));
  return null;
}

/** A duration as Go prints it. */
function goDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${Number((seconds - hours * 3600 - minutes * 60).toFixed(3))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
