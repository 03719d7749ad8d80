import { EXCEEDED_GRACE_PERIOD, startMessages } from '../kubelet/event-messages.ts';
import { evictionGrace } from '../kubelet/termination.ts';
import { RANK, schedule } from './clock.ts';
import type { Container } from './container.ts';
import { loseSandbox } from './instance.ts';
import type { Machine } from './machine.ts';
import { show } from './publish.ts';
import { at, podEvent, record } from './record.ts';
import { requestStop } from './terminate.ts';
import { requestSync, tellAgain } from './worker.ts';

/** What the outside world asks of the Pod, put on the clock. */
export function scheduleRequests(machine: Machine): void {
  const { clock, plan } = machine;
  const { pod } = machine.scenario;
  const when = (time: number | null, run: () => void): void => {
    if (time !== null) schedule(clock, time, RANK.request, run);
  };
  [...machine.containers, ...machine.ephemeral].forEach((container) => {
    scheduleInterventions(machine, container);
  });
  when(pod.deleteAt, () => deletePod(machine, pod.gracePeriodSeconds ?? plan.graceSeconds));
  when(pod.evictAt, () => evict(machine));
  when(pod.nodeShutdownAt, () => shutDownNode(machine));
  when(plan.deadlineSeconds === null ? null : plan.deadlineSeconds * 1000, () => requestSync(machine));
  if (pod.sandboxLostAt !== null) {
    schedule(clock, pod.sandboxLostAt, RANK.world, () => loseSandbox(machine));
  }
}

/** What is done to one container from outside. */
function scheduleInterventions(machine: Machine, container: Container): void {
  const { clock } = machine;
  const { imageChange, resize, creation, addedAt } = container.intervention;
  const at = (time: number, run: () => void): void => {
    schedule(clock, time, RANK.request, run);
  };
  if (imageChange !== null) at(imageChange.at, () => changeImage(machine, container, imageChange.to));
  if (resize !== null) at(resize.at, () => resizeContainer(machine, container, resize.resources));
  if (creation !== null) at(creation.until, () => requestSync(machine));
  if (addedAt > 0) at(addedAt, () => requestSync(machine));
}

/** `kubectl set image` on the Pod: another back-off key (L-058), and a restart if it runs (L-025, L-069). */
function changeImage(machine: Machine, container: Container, image: string): void {
  if (machine.deleted || machine.terminated || image === container.image) return;
  container.image = image;
  container.messages = startMessages({ name: container.plan.name, image }, machine.plan, machine.kubelet);
  container.backOff = null;
  container.pullBackOff = null;
  container.changed = 'definition';
  requestSync(machine);
}

/** A resize that the node grants: in place, or by a restart where the resize policy says so (L-020, L-025). */
function resizeContainer(machine: Machine, container: Container, resources: readonly string[]): void {
  const { on } = machine.kubelet;
  const { role, restartsOnResizeOf } = container.plan;
  if (machine.deleted || machine.terminated || !on.InPlacePodVerticalScaling) return;
  if (role === 'init' || (role === 'sidecar' && !on.resizesSidecars)) return;
  if (on.backOffKeyHasResources) container.backOff = null;
  if (resources.some((name) => restartsOnResizeOf.includes(name))) container.changed ??= 'resize';
  requestSync(machine);
}

/** `kubectl delete` (L-140, L-148): the API shows Terminating at once, whatever the kubelet is busy with. */
export function deletePod(machine: Machine, graceSeconds: number): void {
  if (machine.deleted) return;
  record(machine, { atSeconds: at(machine), event: 'DeleteRequested', graceSeconds });
  machine.deleted = true;
  show(machine, machine.published);
  machine.forced = graceSeconds === 0;
  tellAgain(machine);
  requestStop(machine, 'deletion', machine.forced ? null : graceSeconds);
}

/** A hard eviction (L-151, L-152, L-265). */
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
