import { SANDBOX_CHANGED } from '../kubelet/event-messages.ts';
import type { Kill } from '../kubelet/init-actions.ts';
import { computePodActions, type PodActions } from '../kubelet/pod-actions.ts';
import { killGrace } from '../kubelet/termination.ts';
import { type Clock, cancel, RANK, schedule } from './clock.ts';
import { type Container, isRunning } from './container.ts';
import { anyRunning, type KillOrder, killContainer, killPod } from './kill-container.ts';
import type { Machine } from './machine.ts';
import { addWorkers } from './probe-workers.ts';
import { showStatusToProbes } from './probing.ts';
import { generateStatus, publish } from './publish.ts';
import { at, podEvent, record } from './record.ts';
import { type Park, type Routine, sleepUntil } from './routine.ts';
import { type Start, startContainer, startOf } from './start-container.ts';
import type { Status } from './status.ts';
import { noticeSoon, requestSync } from './worker.ts';

/** What a sync says first: the status, to the API server and to the probe workers. */
export function reportStatus(machine: Machine): Status {
  const status = generateStatus(machine, false);
  publish(machine, status);
  showStatusToProbes(machine);
  return status;
}

/** What a sync does next (L-018, L-019): kills, sandbox, starts; `null` where it has nothing to do. */
export function syncPod(machine: Machine, { restartingAll }: Status): Routine | null {
  if (machine.defects.length > 0) addWorkers(machine);
  const { containers, plan, kubelet, sandboxReady, sandboxes } = machine;
  const actions = computePodActions(
    { plan, containers, sandboxReady, sandboxAttempt: sandboxes, restartingAll },
    kubelet,
  );
  cancel(machine.wake);
  return actsOn(actions) || machine.ephemeral.length > 0 ? act(machine, actions) : null;
}

function* act(machine: Machine, actions: PodActions): Routine {
  const starts = [...actions.initStarts, ...actions.regularStarts].map((index) =>
    startOf(machine.containers[index] as Container),
  );
  machine.crashUntil = Infinity;
  machine.pullUntil = Infinity;
  machine.failed = false;
  yield* kills(machine, actions);
  if (actions.createSandbox) createSandbox(machine);
  if (machine.ephemeral.length > 0) yield* startEphemeral(machine);
  const ok = yield* startAll(machine, starts);
  machine.looksAgain = machine.reactions.looksAgain && ok && actsOn(actions);
  wakeForRetry(machine);
}

function wakeForRetry(machine: Machine): void {
  const { clock, crashUntil, pullUntil, failed, reactions } = machine;
  const after = reactions.retry({ crash: crashUntil - clock.now, pull: pullUntil - clock.now, failed });
  if (after !== Infinity)
    machine.wake = schedule(clock, clock.now + after, RANK.worker, () => requestSync(machine));
}

/** Whether a sync started or stopped something. */
const actsOn = ({ killPod, createSandbox, kills, initStarts, regularStarts, resets }: PodActions): boolean =>
  killPod || createSandbox || kills.length + initStarts.length + regularStarts.length + resets.length > 0;

function* kills(machine: Machine, actions: PodActions): Routine {
  if (actions.killPod) yield* killAll(machine, actions.createSandbox);
  else if (actions.resets.length > 0) yield* resetAll(machine, actions.resets);
  else if (actions.kills.length > 0) yield* killSome(machine, actions.kills);
}

/** L-026; a sandbox that is replaced takes its containers with it (L-023, L-029). */
function* killAll(machine: Machine, recreate: boolean): Routine {
  if (anyRunning(machine)) {
    if (!recreate) record(machine, { atSeconds: at(machine), event: 'CompletionKill' });
    yield killPod(machine, machine.plan.graceSeconds);
    yield toWorker(machine.clock);
  }
  machine.sandboxReady = false;
}

/**
 * One after another: the hook of one begins when the one before has ended (L-030, L-031). Whom to kill is decided when the
 * sync begins: what ends by itself before its turn is killed all the same.
 */
function* killSome(machine: Machine, kills: readonly Kill[]): Routine {
  const decided = kills.flatMap((kill) => killOrder(machine, kill));
  for (const order of machine.reactions.inSomeOrder(decided)) yield* killContainer(machine, order);
  yield toWorker(machine.clock);
}

function killOrder(
  { plan, containers }: Machine,
  { container, reason, message }: Kill,
): readonly KillOrder[] {
  const instance = containers[container]?.newest ?? null;
  if (instance === null) return [];
  const graceSeconds = killGrace(plan, instance.container.plan, reason);
  return [{ instance, graceSeconds, message, after: [] }];
}

/** L-066: one by one, grace 0; those that ran when the sync began are killed first. */
function* resetAll(machine: Machine, resets: readonly number[]): Routine {
  const all = resets.map((index) => machine.containers[index] as Container);
  const ran = new Set(all.filter(isRunning));
  for (const container of all) {
    const { newest } = container;
    if (newest === null) continue;
    if (ran.has(container)) {
      yield* killContainer(machine, { instance: newest, graceSeconds: 0, message: 'killing', after: [] });
      yield toWorker(machine.clock);
    }
    record(machine, {
      atSeconds: at(machine),
      container: newest.container.plan.name,
      instance: newest.number,
      event: 'Removed',
    });
    forget(container);
  }
  noticeSoon(machine);
}

/** What the runtime no longer has. Why the last start failed stays known until one succeeds (reason_cache.go). */
function forget(container: Container): void {
  container.newest = null;
  container.lastExited = null;
  container.results = {};
}

function createSandbox(machine: Machine): void {
  if (machine.sandboxes > 0) {
    podEvent(machine, 'Normal', 'SandboxChanged', SANDBOX_CHANGED);
    machine.containers.slice(0, machine.plan.initCount).forEach(forget);
    record(machine, { atSeconds: at(machine), event: 'SandboxCreated' });
  }
  machine.sandboxes++;
  machine.sandboxReady = true;
  // L-178
  if (machine.kubelet.on.sandboxReadyPublishedAtOnce)
    publish(machine, { ...machine.cached, sandboxReady: true });
  noticeSoon(machine);
}

/** Before the others of the same sync, and only once (L-017, L-019). */
function* startEphemeral(machine: Machine): Routine {
  for (const container of machine.ephemeral) {
    const isDue = container.intervention.addedAt <= machine.clock.now;
    if (isDue && container.starts === 0 && machine.sandboxReady)
      yield* startContainer(machine, startOf(container));
  }
}

/** Init containers, then regular ones; a regular init container that does not start ends the sync (L-010, L-016). */
function* startAll(machine: Machine, starts: readonly Start[]): Routine<boolean> {
  let failed = false;
  for (const start of starts) {
    const started = yield* startContainer(machine, start);
    failed ||= !started;
    if (!started && start.container.plan.role === 'init') break;
  }
  // The ideal profile shows the reason at once (0.3); a node shows it with the next sync.
  if (failed && machine.reactions.publishesBySync) {
    publish(machine, generateStatus(machine, false));
    showStatusToProbes(machine);
  }
  return !failed;
}

const toWorker = (clock: Clock): Park => sleepUntil(clock, clock.now, RANK.worker);
