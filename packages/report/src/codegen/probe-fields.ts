import { isJsonObject, type Json, type JsonObject } from '@outrider/core';
import { byName, isPath, isText, isTexts } from './checks.ts';

/** A probe or hook in the builder's words, and what the builder makes of them. */
export interface Worded {
  readonly words: JsonObject;
  readonly written: JsonObject;
}

const TIMING = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold'] as const;

/** What only some probes have in the builder, as Kubernetes takes it there alone. */
export type OwnTiming = 'terminationGracePeriodSeconds' | 'successThreshold';

/** A probe, as far as the builder has words for it; `undefined` without a check that it knows. */
export function probeWords(
  probe: Json | undefined,
  ports: ReadonlySet<string>,
  own: OwnTiming,
): Worded | undefined {
  if (!isJsonObject(probe)) return undefined;
  const check = checkWords(probe, ports);
  if (check === undefined) return undefined;
  const timing = [...TIMING, own, ...once(probe)].filter((key) => typeof probe[key] === 'number');
  const times = Object.fromEntries(timing.map((key) => [key, probe[key] ?? null]));
  return { words: { ...check.words, ...times }, written: { ...check.written, ...times } };
}

/** Every probe of the builder takes the one that Kubernetes takes of all. */
const once = ({ successThreshold }: JsonObject): readonly OwnTiming[] =>
  successThreshold === 1 ? ['successThreshold'] : [];

/** A hook that runs a command or sends a request. */
export function hookWords(hook: Json | undefined, ports: ReadonlySet<string>): Worded | undefined {
  if (!isJsonObject(hook) || Object.keys(hook).length !== 1) return undefined;
  return execWords(hook['exec']) ?? httpWords(hook['httpGet'], ports);
}

/** The seconds of a `sleep` hook. */
export function sleepSeconds(hook: Json | undefined): number | undefined {
  const sleep = isJsonObject(hook) && Object.keys(hook).length === 1 ? hook['sleep'] : undefined;
  const seconds = isJsonObject(sleep) && Object.keys(sleep).length === 1 ? sleep['seconds'] : undefined;
  return typeof seconds === 'number' ? seconds : undefined;
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function checkWords(probe: JsonObject, ports: ReadonlySet<string>): Worded | undefined {
  if (HANDLERS.filter((key) => Object.hasOwn(probe, key)).length !== 1) return undefined;
  return (
    execWords(probe['exec']) ??
    httpWords(probe['httpGet'], ports) ??
    tcpWords(probe['tcpSocket'], ports) ??
    grpcWords(probe['grpc'])
  );
}

function execWords(exec: Json | undefined): Worded | undefined {
  const command = isJsonObject(exec) ? exec['command'] : undefined;
  if (!isTexts(command) || command.length === 0) return undefined;
  return { words: { exec: command }, written: { exec: { command } } };
}

function httpWords(request: Json | undefined, ports: ReadonlySet<string>): Worded | undefined {
  if (!isJsonObject(request)) return undefined;
  const { path, port, scheme, host, httpHeaders } = request;
  if (!isPath(path) || !isPort(port, ports)) return undefined;
  const headers = headersOf(httpHeaders);
  const plain = {
    ...(isText(host) && { host }),
    ...((scheme === 'HTTP' || scheme === 'HTTPS') && { scheme }),
  };
  return {
    words: { http: path, port, ...plain, ...(headers && { headers }) },
    written: {
      httpGet: { path, port, ...plain, ...(headers && httpHeaders !== undefined && { httpHeaders }) },
    },
  };
}

function headersOf(headers: Json | undefined): Readonly<Record<string, string>> | undefined {
  const entries = byName(headers)?.map(([name, { value, ...more }]) =>
    isText(value) && Object.keys(more).length === 0 ? ([name, value] as const) : undefined,
  );
  if (entries === undefined || entries.includes(undefined)) return undefined;
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}

function tcpWords(socket: Json | undefined, ports: ReadonlySet<string>): Worded | undefined {
  if (!isJsonObject(socket)) return undefined;
  const { port, host } = socket;
  if (!isPort(port, ports)) return undefined;
  const own = isText(host) ? { host } : {};
  return { words: { tcp: port, ...own }, written: { tcpSocket: { port, ...own } } };
}

function grpcWords(grpc: Json | undefined): Worded | undefined {
  if (!isJsonObject(grpc)) return undefined;
  const { port, service } = grpc;
  if (typeof port !== 'number') return undefined;
  const own = isText(service) ? { service } : {};
  return { words: { grpc: port, ...own }, written: { grpc: { port, ...own } } };
}

const isPort = (port: Json | undefined, ports: ReadonlySet<string>): port is string | number =>
  typeof port === 'number' || (isText(port) && ports.has(port));
