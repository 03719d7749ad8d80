import type { JsonObject } from '../../json.ts';
import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import { portOf } from './ports.ts';

export type ProbeKind = 'startupProbe' | 'readinessProbe' | 'livenessProbe';

const KINDS: readonly ProbeKind[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

export interface ContainerProbe {
  readonly kind: ProbeKind;
  readonly probe: Probe;
}

export const probesOf = (container: Container): readonly ContainerProbe[] =>
  KINDS.flatMap((kind) => {
    const probe = container[kind];
    return probe === undefined ? [] : [{ kind, probe }];
  });

/** The port that the kubelet calls at the Pod's own address; nothing for an exec probe or another host. */
export function probedPort(container: Container, { httpGet, tcpSocket, grpc }: Probe): number | undefined {
  const host = httpGet?.host ?? tcpSocket?.host ?? '';
  const port = httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
  if (host !== '') return undefined;
  return typeof port === 'number' ? port : portOf(container, port)?.containerPort;
}

/** What a probe does, without its times and without what is the default, to be written into another one. */
export function handlerOf({ httpGet, tcpSocket, grpc, exec }: Probe): JsonObject | undefined {
  if (httpGet?.port !== undefined) {
    const { path = '/', port, scheme, host } = httpGet;
    return {
      httpGet: { path, port, ...(scheme === 'HTTPS' && { scheme }), ...(host !== undefined && { host }) },
    };
  }
  if (tcpSocket?.port !== undefined) return { tcpSocket: { port: tcpSocket.port } };
  if (grpc?.port !== undefined) {
    const { port, service = '' } = grpc;
    return { grpc: { port, ...(service !== '' && { service }) } };
  }
  return exec?.command && { exec: { command: exec.command } };
}
