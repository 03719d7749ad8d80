import { conditionsOf } from '../kubelet/conditions.ts';
import type { ContainerStatus } from '../kubelet/container-status.ts';
import type { Container } from './container.ts';
import type { Machine } from './machine.ts';
import { publish } from './publish.ts';

/** The status manager is told at once, also while the Pod's worker is busy (L-147). */
export function showStarted(machine: Machine, container: Container, started: boolean): void {
  machine.cached = {
    ...machine.cached,
    statuses: flipped(machine, container, (status) => ({ ...status, started })),
  };
  if (machine.busy || !machine.reactions.publishesBySync) publish(machine, machine.cached);
}

export function showReady(machine: Machine, container: Container, ready: boolean): void {
  const { cached, kubelet, plan } = machine;
  const statuses = flipped(machine, container, (status) => ({ ...status, ready }));
  const conditions = conditionsOf(plan, statuses, cached.phase, cached.conditions, kubelet);
  const { initialized } = cached.conditions;
  publish(machine, { ...cached, statuses, conditions: { ...conditions, initialized } });
}

const flipped = (
  { cached }: Machine,
  { plan }: Container,
  flip: (status: ContainerStatus) => ContainerStatus,
): readonly ContainerStatus[] =>
  cached.statuses.map((status, index) => (index === plan.index ? flip(status) : status));
