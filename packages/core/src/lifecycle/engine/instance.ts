import { cancel, RANK, schedule } from './clock.ts';
import { type Container, type Instance, runOf } from './container.ts';
import type { Machine } from './machine.ts';
import { at, record } from './record.ts';
import { fire, newSignal } from './routine.ts';
import { noticeSoon } from './worker.ts';

export const SIGKILL_EXIT_CODE = 137;

/** The world: a program begins, and will end by itself when its run says so. */
export function startInstance(machine: Machine, container: Container, attempt: number): Instance {
  const instance = newInstance(machine, container, attempt);
  container.newest = instance;
  container.results = {};
  container.changed = null;
  container.starts++;
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'Started',
  });
  exitLater(machine, instance, instance.run.for, instance.run.exitCode);
  noticeSoon(machine);
  return instance;
}

/** Its reaction to SIGTERM; if it would have ended by itself before, it does. */
export function sendSigterm(machine: Machine, instance: Instance): void {
  const { onSigterm } = instance.run;
  if (!onSigterm.ignored) exitLater(machine, instance, onSigterm.exitsAfter, onSigterm.exitCode, true);
}

function exitLater(
  machine: Machine,
  instance: Instance,
  after: number,
  exitCode: number,
  fromNow: boolean = false,
): void {
  if (after === Infinity) return;
  const time = (fromNow ? machine.clock.now : instance.startedAt) + after;
  instance.exits.push(
    schedule(machine.clock, time, RANK.world, () => {
      exitInstance(machine, instance, exitCode);
    }),
  );
}

export function exitInstance(machine: Machine, instance: Instance, exitCode: number): void {
  if (instance.state === 'exited') return;
  instance.exits.forEach(cancel);
  instance.state = 'exited';
  instance.exitCode = exitCode;
  instance.reason = exitCode === 0 ? 'Completed' : 'Error';
  instance.finishedAt = machine.clock.now;
  instance.container.lastExited = instance;
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'Exited',
    exitCode,
  });
  fire(instance.gone);
  noticeSoon(machine);
}

/** The sandbox and everything in it is gone; the kubelet notices by the next sync (L-023). */
export function loseSandbox(machine: Machine): void {
  if (!machine.sandboxReady || machine.terminated) return;
  record(machine, { atSeconds: at(machine), event: 'SandboxLost' });
  machine.sandboxReady = false;
  for (const { newest } of [...machine.containers, ...machine.ephemeral]) {
    if (newest !== null) exitInstance(machine, newest, SIGKILL_EXIT_CODE);
  }
  noticeSoon(machine);
}

function newInstance(machine: Machine, container: Container, attempt: number): Instance {
  return {
    id: machine.nextId++,
    attempt,
    state: 'running',
    exitCode: 0,
    reason: '',
    finishedAt: 0,
    sandbox: machine.sandboxes,
    container,
    number: container.starts,
    startedAt: machine.clock.now,
    run: runOf(container),
    gone: newSignal(),
    exits: [],
  };
}
