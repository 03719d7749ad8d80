import type { HTTPGetAction, Probe as KubernetesProbe } from '@outrider/core';

/** `/` and what follows: kubelet and server want the slash. */
export type HttpPath = `/${string}`;

export interface HttpRequest<Ports extends string> {
  readonly http: HttpPath;
  /** A port number, or the name of a port that the same container declares. */
  readonly port: number | Ports;
  readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
  /** Header name → value. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Defaults to the Pod's address. */
  readonly host?: string | undefined;
}

export interface TcpConnect<Ports extends string> {
  readonly tcp: number | Ports;
  /** Defaults to the Pod's address. */
  readonly host?: string;
}

export interface GrpcCheck {
  /** gRPC probes know port numbers only. */
  readonly grpc: number;
  readonly service?: string;
}

export interface Exec {
  readonly exec: readonly [command: string, ...args: string[]];
}

/** Kubernetes' own words; seconds. What is left out is not emitted. */
export interface ProbeTiming {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
}

/** A startup or liveness probe. */
interface Living extends ProbeTiming {
  /** Kubernetes takes no other here. */
  readonly successThreshold?: 1;
  readonly terminationGracePeriodSeconds?: number;
}

interface Ready extends ProbeTiming {
  readonly successThreshold?: number;
}

/*
 * Interfaces, not intersections: the compiler holds every literal against each of them, and an intersection costs it a
 * look at each part.
 */
interface HttpProbe<Ports extends string> extends HttpRequest<Ports>, Living {}
interface TcpProbe<Ports extends string> extends TcpConnect<Ports>, Living {}
interface GrpcProbe extends GrpcCheck, Living {}
interface ExecProbe extends Exec, Living {}
interface HttpReadiness<Ports extends string> extends HttpRequest<Ports>, Ready {}
interface TcpReadiness<Ports extends string> extends TcpConnect<Ports>, Ready {}
interface GrpcReadiness extends GrpcCheck, Ready {}
interface ExecReadiness extends Exec, Ready {}

export type Probe<Ports extends string> = HttpProbe<Ports> | TcpProbe<Ports> | GrpcProbe | ExecProbe;

export type ReadinessProbe<Ports extends string> =
  | HttpReadiness<Ports>
  | TcpReadiness<Ports>
  | GrpcReadiness
  | ExecReadiness;

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

/** The API's HTTPGetAction of a request. */
export const httpGetOf = ({ http, port, scheme, headers, host }: HttpRequest<string>): HTTPGetAction => ({
  path: http,
  port,
  ...(scheme && { scheme }),
  ...(host !== undefined && { host }),
  ...(headers && { httpHeaders: headersOf(headers) }),
});

/** The API's Probe. */
export function probeOf(probe: Probe<string> | ReadinessProbe<string>): KubernetesProbe {
  if ('http' in probe) {
    const { http, port, scheme, headers, host, ...timing } = probe;
    return { httpGet: httpGetOf({ http, port, scheme, headers, host }), ...timing };
  }
  if ('tcp' in probe) {
    const { tcp, host, ...timing } = probe;
    return { tcpSocket: { port: tcp, ...(host !== undefined && { host }) }, ...timing };
  }
  if ('grpc' in probe) {
    const { grpc, service, ...timing } = probe;
    return { grpc: { port: grpc, ...(service !== undefined && { service }) }, ...timing };
  }
  const { exec, ...timing } = probe;
  return { exec: { command: exec }, ...timing };
}
