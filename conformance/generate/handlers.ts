import type { Random } from '../random.ts';
import { port, portOrName, seconds, text } from './values.ts';

type Fields = Record<string, unknown>;

const HANDLERS: Readonly<Record<string, (random: Random) => Fields>> = {
  exec: (random) => ({ command: random.pick([['sh', '-c', 'true']], [[], undefined, ['']]) }),
  httpGet: (random) => ({
    port: portOrName(random),
    path: random.maybe(60, () => text(random)),
    scheme: random.maybe(10, () => random.pick(['HTTP', 'HTTPS'], ['http', 'FTP', ''])),
    host: random.maybe(5, () => random.pick(['127.0.0.1', 'x'], ['bad host'])),
    httpHeaders: random.maybe(8, () => [
      { name: random.pick(['X-A', 'Host'], ['', 'bad header', 'a:b']), value: '1' },
    ]),
  }),
  tcpSocket: (random) => ({ port: portOrName(random), host: random.maybe(5, () => 'x') }),
  grpc: (random) => ({ port: port(random), service: random.maybe(20, () => text(random)) }),
  sleep: (random) => ({ seconds: random.pick([1, 5, 10, 30], [0, 31, -1, 100]) }),
};

const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

export function handler(random: Random, isHook: boolean): Fields {
  const kinds = isHook ? HOOK_HANDLERS : PROBE_HANDLERS;
  const wanted = random.rarely(() => random.list(0, 3, () => random.pick(kinds))) ?? [random.pick(kinds)];
  return Object.fromEntries(wanted.map((kind) => [kind, HANDLERS[kind]?.(random)]));
}

export type ProbeOf = 'startup' | 'readiness' | 'liveness';

export const probe = (random: Random, of: ProbeOf): Fields => ({
  ...handler(random, false),
  initialDelaySeconds: random.maybe(20, () => seconds(random)),
  periodSeconds: random.maybe(30, () => seconds(random)),
  timeoutSeconds: random.maybe(20, () => seconds(random)),
  successThreshold: random.maybe(10, () => random.pick(of === 'readiness' ? [1, 2] : [1], [2, 0, -1])),
  failureThreshold: random.maybe(30, () => seconds(random)),
  terminationGracePeriodSeconds:
    of === 'readiness' ? random.rarely(() => seconds(random)) : random.maybe(6, () => seconds(random)),
});
