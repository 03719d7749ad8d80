import type { TimelineEvent } from '../timeline.ts';
import type { Container, Instance, Machine } from './machine.ts';

type WithoutTime<Event> = Event extends TimelineEvent ? Omit<Event, 'atSeconds'> : never;

export function record(machine: Machine, event: WithoutTime<TimelineEvent>): void {
  machine.timeline.push({ atSeconds: machine.clock.now / 1000, ...event } as TimelineEvent);
}

/** An Event object on one container, as `kubectl get events` shows it. */
export function kubernetesEvent(
  machine: Machine,
  { plan, starts, newest }: Container,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  const instance = newest?.state === 'running' ? newest.number : Math.max(0, starts - 1);
  record(machine, { container: plan.name, instance, event: 'KubernetesEvent', type, reason, message });
}

export const podEvent = (
  machine: Machine,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void => record(machine, { event: 'KubernetesEvent', type, reason, message });

export const ofInstance = ({
  container,
  number,
}: Instance): { readonly container: string; readonly instance: number } => ({
  container: container.plan.name,
  instance: number,
});
