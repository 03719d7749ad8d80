import type { Container, ContainerPort, PodSpec } from '../../kubernetes/api-types.gen.ts';
import {
  duplicate,
  type FieldErrors,
  inclusiveRange,
  invalid,
  invalidFor,
  notSupported,
  required,
} from '../field-error.ts';
import { portName } from '../text/names.ts';
import type { PodContext } from './pod-context.ts';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const isPort = (port: number): boolean => port >= 1 && port <= 65535;

/** V-020 … V-024. */
export function* validatePorts(ports: readonly ContainerPort[], path: string): FieldErrors {
  const names = new Set<string>();
  let index = 0;
  for (const port of ports) {
    const at = `${path}[${index}]`;
    if (port.name) {
      const messages = portName(port.name);
      yield* invalidFor('port-name', `${at}.name`, port.name, messages);
      if (messages.length === 0 && names.has(port.name))
        yield duplicate('port-name', `${at}.name`, port.name);
      if (messages.length === 0) names.add(port.name);
    }
    yield* validatePortNumbers(port, at);
    const { protocol = '' } = port;
    if (protocol === '') yield required('port-protocol', `${at}.protocol`);
    else if (!PROTOCOLS.includes(protocol))
      yield notSupported('port-protocol', `${at}.protocol`, protocol, PROTOCOLS);
    index++;
  }
}

function* validatePortNumbers({ containerPort = 0, hostPort = 0 }: ContainerPort, path: string): FieldErrors {
  if (containerPort === 0) yield required('container-port', `${path}.containerPort`);
  else if (!isPort(containerPort))
    yield invalid('container-port', `${path}.containerPort`, containerPort, inclusiveRange(1, 65535));
  if (hostPort !== 0 && !isPort(hostPort))
    yield invalid('host-port', `${path}.hostPort`, hostPort, inclusiveRange(1, 65535));
}

/**
 * V-026: a host port can be taken once. Regular containers are compared with each other; the server calls this for
 * each init container alone, which is why its index is always 0.
 */
export function* validateHostPorts(containers: readonly Container[], path: string): FieldErrors {
  const taken = new Set<string>();
  for (const [index, { ports }] of containers.entries()) {
    for (const [portIndex, { hostPort, hostIP = '', protocol = '' }] of (ports ?? []).entries()) {
      if (!hostPort) continue;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key))
        yield duplicate('host-port-conflict', `${path}[${index}].ports[${portIndex}].hostPort`, key);
      taken.add(key);
    }
  }
}

/** V-140: on the host's network a host port is the container port. */
export function* validateHostNetworkPorts(spec: PodSpec, path: string, { isPod }: PodContext): FieldErrors {
  if (spec.hostNetwork !== true) return;
  for (const [index, { ports }] of (spec.containers ?? []).entries()) {
    for (const [portIndex, { hostPort = 0, containerPort = 0 }] of (ports ?? []).entries()) {
      if (hostPort === containerPort || (!isPod && hostPort === 0)) continue;
      yield invalid(
        'host-network-port',
        `${path}.containers[${index}].ports[${portIndex}].hostPort`,
        hostPort,
        'must match `containerPort` when `hostNetwork` is true',
      );
    }
  }
}
