import { at } from '../../json.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { Seen } from '../input/rule-input.ts';
import { type Service, type ServicePort, servicesOf } from '../input/services.ts';
import { portOf } from './ports.ts';

/** The Services that ask for the readiness of a workload's Pods before they send traffic there. */
export const askingServicesOf = (seen: Seen): readonly Service[] =>
  servicesOf(seen).filter(({ object }) => at(object.value, 'spec', 'publishNotReadyAddresses') !== true);

/** The port of a Service that leads to a container: declared by it and by no regular container before it. */
export function targetIn(
  service: Service,
  target: RoleContainer,
  containers: readonly RoleContainer[],
  release: Release,
): ServicePort | undefined {
  return service.ports.find(
    (port) => leadsTo(port, target.container) && holderOf(port, containers, release) === target,
  );
}

const leadsTo = ({ targetPort, protocol }: ServicePort, container: Container): boolean =>
  portOf(container, targetPort, protocol) !== undefined;

/** Regular containers are looked through first, and names on sidecars are found from 1.32 on (FindPort). */
function holderOf(
  port: ServicePort,
  containers: readonly RoleContainer[],
  { on }: Release,
): RoleContainer | undefined {
  const seesSidecars = typeof port.targetPort === 'number' || on.servicesFindSidecarPorts;
  const [regular, sidecars] = (['regular', 'sidecar'] as const).map((role) =>
    containers.find((one) => one.role === role && leadsTo(port, one.container)),
  );
  return regular ?? (seesSidecars ? sidecars : undefined);
}
