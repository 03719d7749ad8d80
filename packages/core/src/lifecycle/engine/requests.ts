import { DEADLINE_EXCEEDED } from '../kubelet/event-messages.ts';
import { evictionGrace } from '../kubelet/termination.ts';
import { RANK, schedule } from './clock.ts';
import { loseSandbox } from './instance.ts';
import type { Machine } from './machine.ts';
import { show } from './publish.ts';
import { podEvent, record } from './record.ts';
import { requestStop } from './terminate.ts';
import { requestSync } from './worker.ts';

/** What the outside world asks of the Pod, put on the clock. */
export function scheduleRequests(machine: Machine): void {
  const { clock, plan } = machine;
  const { pod } = machine.scenario;
  const at = (time: number | null, run: () => void): void => {
    if (time !== null) schedule(clock, time, RANK.request, run);
  };
  at(pod.deleteAt, () => deletePod(machine, pod.gracePeriodSeconds ?? plan.graceSeconds));
  at(pod.evictAt, () => evict(machine));
  at(pod.nodeShutdownAt, () => shutDownNode(machine));
  at(plan.deadlineSeconds === null ? null : plan.deadlineSeconds * 1000, () => exceedDeadline(machine));
  if (pod.sandboxLostAt !== null) {
    schedule(clock, pod.sandboxLostAt, RANK.world, () => loseSandbox(machine));
  }
}

/** `kubectl delete` (L-140, L-148): the API shows Terminating at once, whatever the kubelet is busy with. */
export function deletePod(machine: Machine, graceSeconds: number): void {
  if (machine.deleted) return;
  record(machine, { event: 'DeleteRequested', graceSeconds });
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
  requestStop(machine, 'eviction', evictionGrace(machine.kubelet));
}

/** L-154 */
function shutDownNode(machine: Machine): void {
  if (machine.stopping !== null || !machine.kubelet.on.GracefulNodeShutdown) return;
  machine.evicted = { reason: 'Terminated' };
  const { graceSeconds } = machine.plan;
  const given = machine.scenario.pod.nodeShutdownGracePeriodSeconds ?? graceSeconds;
  requestStop(machine, 'nodeShutdown', Math.min(graceSeconds, given));
}

/** L-153: the status says Failed from now on, and the worker stops the Pod for it. */
function exceedDeadline(machine: Machine): void {
  if (machine.terminated) return;
  podEvent(machine, 'Normal', 'DeadlineExceeded', DEADLINE_EXCEEDED);
  requestSync(machine);
}
