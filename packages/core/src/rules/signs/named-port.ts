import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import type { Workload } from '../../workload/workload.ts';
import { portOf } from './ports.ts';

export interface NamedPort {
  readonly name: string;
  readonly sidecar: string;
  readonly number: number;
}

/** The port of that name, where a sidecar has it and no regular container does. */
export function sidecarPortNamed(
  containers: readonly RoleContainer[],
  name: number | string | undefined,
  protocol: string,
): NamedPort | undefined {
  if (typeof name !== 'string') return undefined;
  const holders = containers.filter(({ container }) => portOf(container, name, protocol) !== undefined);
  if (holders.some(({ role }) => role === 'regular')) return undefined;
  const sidecar = holders.find(({ role }) => role === 'sidecar')?.container;
  const number = sidecar && portOf(sidecar, name, protocol)?.containerPort;
  if (sidecar === undefined || number === undefined) return undefined;
  return { name, sidecar: sidecar.name ?? '', number };
}

/** Whether the port of that name has one number in all these workloads, so that the number may stand for the name. */
export function isOneNumber(workloads: readonly Workload[], name: string, protocol: string): boolean {
  const numbers = workloads.flatMap(({ pod }) =>
    containersOf(pod.spec).flatMap(({ container }) => portOf(container, name, protocol)?.containerPort ?? []),
  );
  return new Set(numbers).size <= 1;
}
