import { probeErredMessage, probeFailedMessage } from '../kubelet/event-messages.ts';
import { countAttempt, INITIAL_RESULT, type Verdict } from '../kubelet/probe-worker.ts';
import { probeErrs, probeSucceeds } from '../world/probe-script.ts';
import { cancel, RANK, schedule } from './clock.ts';
import type { Container, ProbeWorker } from './container.ts';
import type { Machine } from './machine.ts';
import {
  attemptMs,
  believesStarted,
  nextRelevantTick,
  probesNow,
  tickAfter,
  timesOut,
} from './probe-ticks.ts';
import { endWorker, loseWorker } from './probe-workers.ts';
import { at, instanceEvent, record } from './record.ts';
import { isTerminal } from './status.ts';
import { showReady, showStarted } from './status-flips.ts';
import { requestSync } from './worker.ts';

/** Probe workers learn of instances from the published status alone (L-004, L-082). */
export function showStatusToProbes(machine: Machine): void {
  machine.containers.forEach((container, index) => {
    if (container.workers.length === 0) return;
    const status = machine.cached.statuses[index];
    if (status === undefined) return;
    for (const worker of container.workers) {
      if (worker.isLost) continue;
      meet(machine, container, worker, status.state === 'running', status.started);
    }
    if (status.started && !status.ready) askForExtra(machine, container);
  });
}

function meet(
  machine: Machine,
  container: Container,
  worker: ProbeWorker,
  running: boolean,
  started: boolean,
): void {
  const instance = running ? container.newest : null;
  if (instance === worker.instance && started === worker.started) return;
  if (instance !== null && instance !== worker.instance) {
    worker.counter = { ...worker.counter, onHold: false };
  }
  const ended = instance === null && worker.instance !== null;
  worker.instance = instance;
  worker.started = started;
  scheduleTick(machine, container, worker);
  if (ended && meetsTheEnd(machine)) scheduleLastTick(machine, container, worker);
}

/** The next tick later than `after`; one that has passed while an attempt ran comes at once. */
function scheduleTick(
  machine: Machine,
  container: Container,
  worker: ProbeWorker,
  after: number = machine.clock.now,
): void {
  cancel(worker.timer);
  worker.timer = null;
  const { instance } = worker;
  if (instance === null) return;
  if (believesStarted(container, worker)) {
    const tick = tickAfter(worker, machine.clock.now);
    worker.timer = schedule(machine.clock, tick, RANK.probe, () => meetInstance(machine, container));
    return;
  }
  if (!probesNow(worker)) return;
  const tick = nextRelevantTick(worker, instance, after);
  worker.timer = schedule(machine.clock, tick, RANK.probe, () => probe(machine, container, worker));
}

/** One attempt, as long as it takes. */
function probe(machine: Machine, container: Container, worker: ProbeWorker): void {
  const { clock } = machine;
  const begunAt = clock.now;
  const end = (): void => {
    worker.timer = null;
    if (attempt(machine, container, worker, begunAt)) scheduleTick(machine, container, worker, begunAt);
  };
  const takes = attemptMs(worker);
  if (takes === 0) end();
  else worker.timer = schedule(clock, begunAt + takes, RANK.probe, end);
}

const isDefective = ({ defects }: Machine): boolean => defects.includes('lostProbeWorkers');

/** Only on a node, or with a known defect, the end of a container matters to its workers. */
const meetsTheEnd = (machine: Machine): boolean => isDefective(machine) || !machine.reactions.publishesBySync;

/** The first tick after the end of a container marks it as failed, which asks a node for a sync of its own. */
function scheduleLastTick(machine: Machine, container: Container, worker: ProbeWorker): void {
  const isNews = container.results[worker.plan.type] !== 'Failure';
  const tick = tickAfter(worker, machine.clock.now);
  worker.timer = schedule(machine.clock, tick, RANK.probe, () => {
    if (worker.instance !== null || machine.terminating) return;
    if (isDefective(machine)) loseWorker(machine, container, worker);
    if (isNews && !machine.reactions.publishesBySync) requestSync(machine);
  });
}

/** The startup worker comes to an instance that it does not know: it is not started, after all. */
function meetInstance(machine: Machine, container: Container): void {
  container.results.startup = 'Unknown';
  setStarted(machine, container, false);
  if (!machine.terminating) requestSync(machine);
}

/** The end of an attempt (L-085 to L-089). Returns whether the worker goes on. */
function attempt(machine: Machine, container: Container, worker: ProbeWorker, begunAt: number): boolean {
  const { instance, plan } = worker;
  if (instance === null || instance.state === 'exited' || instance !== container.newest) return false;
  if (isStopped(machine, container, worker)) return false;
  if (isTerminal(machine.cached.phase)) {
    endWorker(container, worker);
    return false;
  }
  const script = instance.run.probes[plan.type];
  const sinceStart = begunAt - instance.startedAt;
  if (probeErrs(script, sinceStart)) {
    const message = probeErredMessage(plan.type, '', machine.kubelet);
    instanceEvent(machine, instance, 'Warning', 'Unhealthy', message);
    return true;
  }
  const succeeds = !timesOut(worker) && probeSucceeds(script, sinceStart);
  const outcome: Verdict = succeeds ? 'Success' : 'Failure';
  if (!succeeds) {
    instanceEvent(machine, instance, 'Warning', 'Unhealthy', probeFailedMessage(plan.type, ''));
  }
  const { counter, effective } = countAttempt(plan, worker.counter, outcome);
  worker.counter = counter;
  if (effective) setResult(machine, container, worker, outcome);
  return !counter.onHold;
}

/** L-097: once the terminating routine runs, regular containers are no longer probed for startup and liveness. */
const isStopped = (machine: Machine, { plan }: Container, worker: ProbeWorker): boolean =>
  machine.terminating && plan.role === 'regular' && worker.plan.type !== 'readiness';

function setResult(machine: Machine, container: Container, worker: ProbeWorker, result: Verdict): void {
  const { type } = worker.plan;
  const before = container.results[type] ?? INITIAL_RESULT[type];
  container.results[type] = result;
  if (before === result) return;
  const instance = worker.instance;
  if (instance !== null)
    record(machine, {
      atSeconds: at(machine),
      container: instance.container.plan.name,
      instance: instance.number,
      event: 'ProbeResult',
      probe: type,
      result,
    });
  switch (type) {
    case 'startup':
      if (result === 'Success') setStarted(machine, container, true);
      break;
    // It never restarts anything (L-092).
    case 'readiness':
      showReady(machine, container, result === 'Success');
      break;
    case 'liveness':
      break;
  }
  if (!machine.terminating) requestSync(machine);
}

function setStarted(machine: Machine, container: Container, started: boolean): void {
  showStarted(machine, container, started);
  for (const worker of container.workers) {
    worker.started = started;
    if ((worker.plan.type === 'startup') !== started) scheduleTick(machine, container, worker);
  }
}

/** L-086: a status that shows a container started but not ready asks for an attempt at once. */
function askForExtra(machine: Machine, container: Container): void {
  const worker = container.workers.find(({ plan }) => plan.type === 'readiness');
  if (worker === undefined || worker.isLost || worker.extra !== null || worker.instance === null) return;
  const { clock, kubelet } = machine;
  worker.extra = schedule(clock, clock.now, RANK.last, () => {
    worker.extra = null;
    if (worker.instance === null || !probesNow(worker)) return;
    if (kubelet.on.extraProbeMovesTicks) worker.anchor = clock.now;
    const delay = worker.plan.initialDelaySeconds * 1000;
    cancel(worker.timer);
    if (clock.now - worker.instance.startedAt < delay) scheduleTick(machine, container, worker);
    else probe(machine, container, worker);
  });
}
