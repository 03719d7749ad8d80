import { stoppingMessage } from '../kubelet/event-messages.ts';
import { isOrdered, MINIMUM_GRACE_SECONDS, waitsFor } from '../kubelet/termination.ts';
import { RANK } from './clock.ts';
import { type Instance, isRunning } from './container.ts';
import { runPreStop } from './hooks.ts';
import { exitInstance, SIGKILL_EXIT_CODE, sendSigterm } from './instance.ts';
import type { Machine } from './machine.ts';
import { at, instanceEvent, record } from './record.ts';
import { allOf, fire, newSignal, type Park, type Routine, type Signal, untilFired } from './routine.ts';

export interface KillOrder {
  readonly instance: Instance;
  readonly graceSeconds: number;
  readonly message: string;
  /** Those whose end of routine it waits for (L-122, L-126). */
  readonly after: readonly Signal[];
}

/** The kill of one container, step by step (L-120). Its event comes first, and says nothing of the signal (L-271). */
export function* killContainer(machine: Machine, order: KillOrder): Routine {
  const { instance } = order;
  const { preStop } = instance.container.plan;
  let grace = order.graceSeconds;
  instanceEvent(machine, instance, 'Normal', 'Killing', order.message);
  if (preStop !== undefined && grace > 0) grace -= yield* runPreStop(machine, instance, preStop, grace);
  if (order.after.length > 0 && grace > 0) grace -= yield* waitForTurn(machine, order.after, grace);
  yield* stopInstance(machine, instance, Math.max(grace, MINIMUM_GRACE_SECONDS));
}

/** L-123, L-124: waits as long as the budget lasts; all whose budget ends are signalled at once (L-129). Returns the whole seconds waited. */
function* waitForTurn(machine: Machine, after: readonly Signal[], grace: number): Routine<number> {
  const { clock } = machine;
  const began = clock.now;
  const deadline = began + grace * 1000;
  for (const signal of after) {
    if (!signal.fired && clock.now < deadline) yield untilFired(clock, signal, RANK.kill, deadline);
  }
  return Math.floor((clock.now - began) / 1000);
}

/** L-120 step 5: nothing is sent to a container that is gone. */
function* stopInstance(machine: Machine, instance: Instance, graceSeconds: number): Routine {
  if (instance.state === 'exited') return;
  const { clock } = machine;
  const signal = instance.container.plan.stopSignal;
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'SignalSent',
    signal,
    graceSeconds,
  });
  sendSigterm(machine, instance);
  yield untilFired(clock, instance.gone, RANK.kill, clock.now + graceSeconds * 1000);
  if (instance.gone.fired) return;
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'Killed',
  });
  exitInstance(machine, instance, SIGKILL_EXIT_CODE);
}

/** Stops everything that runs, in the order of L-121 to L-130, and goes on when all routines have ended. */
export function killPod(machine: Machine, graceSeconds: number): Park {
  const { plan, containers, ephemeral, kubelet } = machine;
  const ordered = isOrdered(plan, kubelet) && graceSeconds > 0;
  const running = [...containers, ...ephemeral].flatMap(({ newest }) =>
    newest?.state === 'running' ? [newest] : [],
  );
  const ends = new Map(running.map(({ container }) => [container.plan.index, newSignal()]));
  const runs = (index: number): boolean => ends.has(index);
  return allOf(
    running.map((instance) => {
      const { index, name } = instance.container.plan;
      const before = ordered ? waitsFor(plan, instance.container.plan, runs) : [];
      return endingWith(
        killContainer(machine, {
          instance,
          graceSeconds,
          message: stoppingMessage(name),
          after: before.flatMap((other) => ends.get(other) ?? []),
        }),
        ends.get(index),
      );
    }),
  );
}

function* endingWith(routine: Routine, end: Signal | undefined): Routine {
  yield* routine;
  if (end !== undefined) fire(end);
}

export const anyRunning = ({ containers, ephemeral }: Machine): boolean =>
  containers.some(isRunning) || ephemeral.some(isRunning);
