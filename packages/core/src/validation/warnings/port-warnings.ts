import type { ContainerPort, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Release } from '../../kubernetes/release.ts';
import { visitContainers } from '../pod/visit-containers.ts';
import { type Warnings, warning } from './warning.ts';

interface PlacedPort {
  readonly port: ContainerPort;
  readonly path: string;
}

/** W-004 … W-007. */
export function* portWarnings(spec: PodSpec, path: string, on: Release['on']): Warnings {
  const ports = visitContainers(spec, path).flatMap(({ container, path: at }) =>
    (container.ports ?? []).map((port, index): PlacedPort => ({ port, path: `${at}.ports[${index}]` })),
  );
  yield* samePorts(ports);
  if (on.warnsOfPortNames) yield* sameNames(ports);
}

function* samePorts(ports: readonly PlacedPort[]): Warnings {
  const byNumber = new Map<string, PlacedPort[]>();
  for (const placed of ports) {
    const { port, path } = placed;
    if (port.hostIP && !port.hostPort)
      yield warning('W-007', path, `hostIP set without hostPort: ${goStruct(port)}`);
    const key = `${port.containerPort ?? 0}/${port.protocol ?? ''}`;
    const others = byNumber.get(key) ?? [];
    for (const other of others) {
      const relation = relationOf(port, other.port);
      if (relation !== undefined)
        yield warning(relation.catalogue, path, `${relation.text} with ${other.path}`);
    }
    byNumber.set(key, [...others, placed]);
  }
}

/** As Go prints the struct. */
const goStruct = ({
  name = '',
  hostPort = 0,
  containerPort = 0,
  protocol = '',
  hostIP = '',
}: ContainerPort): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;

function relationOf(
  { hostPort = 0, hostIP = '' }: ContainerPort,
  other: ContainerPort,
): { readonly catalogue: string; readonly text: string } | undefined {
  const { hostPort: otherPort = 0, hostIP: otherIP = '' } = other;
  if (hostIP === otherIP && hostPort === otherPort)
    return { catalogue: 'W-004', text: 'duplicate port definition' };
  if (hostPort === 0 || otherPort === 0) return { catalogue: 'W-004', text: 'overlapping port definition' };
  return hostPort === otherPort && (hostIP === '') !== (otherIP === '')
    ? { catalogue: 'W-005', text: 'dangerously ambiguous port definition' }
    : undefined;
}

function* sameNames(ports: readonly PlacedPort[]): Warnings {
  const byName = new Map<string, string>();
  for (const {
    port: { name },
    path,
  } of ports) {
    if (!name) continue;
    const other = byName.get(name);
    if (other === undefined) byName.set(name, path);
    else {
      const text = `duplicate port name ${goQuote(name)} with ${other}, services and probes that select ports by name will use ${other}`;
      yield warning('W-006', path, text);
    }
  }
}
