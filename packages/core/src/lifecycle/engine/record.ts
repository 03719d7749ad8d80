import type { TimelineEvent } from '../timeline.ts';
import type { Instance } from './container.ts';
import type { Machine } from './machine.ts';

/** Puts an event on the timeline. Its time is that of the clock: see {@link at}. */
export const record = (machine: Machine, event: TimelineEvent): void => {
  machine.timeline.push(event);
};

/** Now, as the timeline has it. */
export const at = ({ clock }: Machine): number => clock.now / 1000;

/** An Event object on a start of a container, as `kubectl get events` shows it. */
export function containerEvent(
  machine: Machine,
  container: string,
  instance: number,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  const atSeconds = at(machine);
  record(machine, { atSeconds, container, instance, event: 'KubernetesEvent', type, reason, message });
}

export const instanceEvent = (
  machine: Machine,
  { container, number }: Instance,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void => containerEvent(machine, container.plan.name, number, type, reason, message);

export const podEvent = (
  machine: Machine,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void => record(machine, { atSeconds: at(machine), event: 'KubernetesEvent', type, reason, message });
