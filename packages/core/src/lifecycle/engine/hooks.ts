import type { HookPlan } from '../kubelet/pod-plan.ts';
import type { HookScript } from '../world/scenario.ts';
import { cancel, RANK, schedule } from './clock.ts';
import type { Instance } from './container.ts';
import type { Machine } from './machine.ts';
import { at, instanceEvent, record } from './record.ts';
import { fire, newSignal, type Routine, type Signal, untilFired } from './routine.ts';

interface RunningHook {
  readonly ended: Signal;
  outcome: 'ok' | 'failed' | null;
}

/**
 * A hook begins. `sleep` takes its own seconds and outlives its container (L-126); the others need the container and
 * fail when it ends (L-131).
 */
function beginHook(machine: Machine, instance: Instance, plan: HookPlan, script: HookScript): RunningHook {
  const hook: RunningHook = { ended: newSignal(), outcome: null };
  const end = (outcome: 'ok' | 'failed'): void => {
    if (hook.outcome !== null) return;
    cancel(timer);
    hook.outcome = outcome;
    fire(hook.ended);
  };
  const { clock } = machine;
  const sleeps = plan.kind === 'sleep';
  const sleepMs = ignoresSleep(machine) ? 0 : plan.sleepSeconds * 1000;
  const fails = plan.kind === 'tcpSocket' || (!sleeps && script.exitCode !== 0);
  const takes = sleeps ? sleepMs : plan.kind === 'tcpSocket' ? 0 : script.takes;
  const timer = schedule(clock, clock.now + takes, RANK.world, () => end(fails ? 'failed' : 'ok'));
  if (!sleeps) {
    if (instance.gone.fired) end('failed');
    else instance.gone.waiting.push(() => end('failed'));
  }
  return hook;
}

/** A kubelet with the gate off lets the hook end at once; one whose API server has it off never gets such a Pod. */
const ignoresSleep = ({ apiServer, kubelet }: Machine): boolean =>
  apiServer.on.PodLifecycleSleepAction && !kubelet.on.PodLifecycleSleepAction;

/** L-008: blocks the sync until the hook has ended; exec and httpGet have no timeout. Returns whether it was ok. */
export function* runPostStart(machine: Machine, instance: Instance, plan: HookPlan): Routine<boolean> {
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'PostStartStarted',
  });
  const hook = beginHook(machine, instance, plan, instance.run.postStart);
  yield untilFired(machine.clock, hook.ended, RANK.worker);
  const outcome = hook.outcome ?? 'failed';
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'PostStartFinished',
    outcome,
  });
  return outcome === 'ok';
}

/** L-120 step 2, L-124, L-131: at most `grace` seconds. Returns the whole seconds used. */
export function* runPreStop(
  machine: Machine,
  instance: Instance,
  plan: HookPlan,
  grace: number,
): Routine<number> {
  const { clock } = machine;
  const began = clock.now;
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'PreStopStarted',
  });
  const hook = beginHook(machine, instance, plan, instance.run.preStop);
  yield untilFired(clock, hook.ended, RANK.kill, began + grace * 1000);
  const outcome = hook.outcome ?? 'cutOff';
  record(machine, {
    atSeconds: at(machine),
    container: instance.container.plan.name,
    instance: instance.number,
    event: 'PreStopFinished',
    outcome,
  });
  if (outcome === 'failed') preStopFailed(machine, instance);
  // An abandoned hook still reports its failure when it ends, late (section 0.4).
  if (outcome === 'cutOff') {
    hook.ended.waiting.push(() => {
      if (hook.outcome === 'failed') preStopFailed(machine, instance);
    });
  }
  return Math.floor((clock.now - began) / 1000);
}

/** L-259 */
const preStopFailed = (machine: Machine, instance: Instance): void =>
  instanceEvent(machine, instance, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
