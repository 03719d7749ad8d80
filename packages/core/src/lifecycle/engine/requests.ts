import { EXCEEDED_GRACE_PERIOD } from '../kubelet/event-messages.ts';
import { evictionGrace } from '../kubelet/termination.ts';
import { RANK, schedule } from './clock.ts';
import { loseSandbox } from './instance.ts';
import type { Machine } from './machine.ts';
import { show } from './publish.ts';
import { at, podEvent, record } from './record.ts';
import { requestStop } from './terminate.ts';
import { requestSync } from './worker.ts';

/** What the outside world asks of the Pod, put on the clock. */
export function scheduleRequests(machine: Machine): void {
  const { clock, plan } = machine;
  const { pod } = machine.scenario;
  const when = (time: number | null, run: () => void): void => {
    if (time !== null) schedule(clock, time, RANK.request, run);
  };
  when(pod.deleteAt, () => deletePod(machine, pod.gracePeriodSeconds ?? plan.graceSeconds));
  when(pod.evictAt, () => evict(machine));
  when(pod.nodeShutdownAt, () => shutDownNode(machine));
  when(plan.deadlineSeconds === null ? null : plan.deadlineSeconds * 1000, () => requestSync(machine));
  if (pod.sandboxLostAt !== null) {
    schedule(clock, pod.sandboxLostAt, RANK.world, () => loseSandbox(machine));
  }
}

/** `kubectl delete` (L-140, L-148): the API shows Terminating at once, whatever the kubelet is busy with. */
export function deletePod(machine: Machine, graceSeconds: number): void {
  if (machine.deleted) return;
  record(machine, { atSeconds: at(machine), event: 'DeleteRequested', graceSeconds });
  machine.deleted = true;
  show(machine, machine.published);
  machine.forced = graceSeconds === 0;
  requestStop(machine, 'deletion', machine.forced ? null : graceSeconds);
}

/** A hard eviction (L-151, L-152). */
function evict(machine: Machine): void {
  if (machine.stopping !== null) return;
  podEvent(machine, 'Warning', 'Evicted', 'The node was low on resource: memory. ');
  machine.evicted = { reason: 'Evicted' };
  const grace = evictionGrace(machine.kubelet);
  requestStop(machine, 'eviction', grace);
  watchPatience(machine, grace ?? 0);
}

const LEAST_PATIENCE_SECONDS = 10;

/** L-155: whoever asked for the end complains if it takes too long. */
function watchPatience(machine: Machine, graceSeconds: number): void {
  const { clock } = machine;
  const patience = Math.max(LEAST_PATIENCE_SECONDS, graceSeconds * 1.5) * 1000;
  schedule(clock, clock.now + patience, RANK.request, () => {
    if (!machine.terminated) podEvent(machine, 'Warning', 'ExceededGracePeriod', EXCEEDED_GRACE_PERIOD);
  });
}

/** L-154 */
function shutDownNode(machine: Machine): void {
  if (machine.stopping !== null || !machine.kubelet.on.GracefulNodeShutdown) return;
  machine.evicted = { reason: 'Terminated' };
  const { graceSeconds } = machine.plan;
  const given = machine.scenario.pod.nodeShutdownGracePeriodSeconds ?? graceSeconds;
  const grace = Math.min(graceSeconds, given);
  requestStop(machine, 'nodeShutdown', grace);
  watchPatience(machine, grace);
}
