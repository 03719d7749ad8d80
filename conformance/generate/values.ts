import type { Random } from '../random.ts';

/** Values of each sort: mostly what people write, now and then what trips a parser or a rule. */

// Amounts above 2^63 are left out: there Kubernetes' sums overflow, and Outrider computes exactly (R-149).
const CPU = ['100m', '250m', '500m', '1', '2', '0.5', '1500m', 1, 0.25];
const ODD_CPU = [
  '0',
  '1e1',
  '100u',
  '0.0001',
  '4k',
  '-1',
  '-100m',
  '1E3',
  '+1',
  '007',
  '5.',
  '.5',
  '1n',
  '12P',
  '',
];
const MEMORY = ['64Mi', '128Mi', '1Gi', '2Gi', '512M', '1G', 134217728, '1.5Gi', '100k'];
const ODD_MEMORY = ['0', '1e9', '500m', '0.1Mi', '3e2Mi', '-1', '1.1Ki', '128MB', '0.5'];

export function quantity(random: Random, name: string): unknown {
  if (name === 'cpu') return random.pick(CPU, ODD_CPU);
  if (name.startsWith('hugepages-')) return random.pick(['2Mi', '4Mi', '8Mi'], ['3Mi', '1Gi', '0', '500m']);
  if (name.includes('/')) return random.pick(['1', '2', 1], ['500m', '0', '-1']);
  return random.pick(MEMORY, ODD_MEMORY);
}

export const NAMES: readonly string[] = [
  'app',
  'web',
  'proxy',
  'init',
  'log-shipper',
  'worker',
  'db',
  'setup',
];

export const PORT_NAMES: readonly string[] = ['http', 'metrics', 'admin', 'grpc', 'http2'];

export const ODD_NAMES: readonly string[] = [
  '',
  'App',
  'a_b',
  '-x',
  'x-',
  'a.b',
  'a'.repeat(64),
  '1',
  'ünicode',
  'with space',
  'a--b',
];

export const image = (random: Random): unknown =>
  random.pick(
    ['nginx:1.27', 'busybox', 'ghcr.io/acme/app:2', 'repo/x@sha256:abc', 'nginx:latest', 'localhost:5000/x'],
    ['', ' nginx', 'nginx ', 'UPPER/Case:latest', 'a:b:c', ' '],
  );

export const seconds = (random: Random): unknown =>
  random.pick([1, 2, 5, 10, 30, 60], [-1, 0, -5, 2147483647]);

export const count = (random: Random): unknown => random.pick([1, 2, 3, 1, 5, 0], [-1, 2147483647]);

export const port = (random: Random): unknown =>
  random.pick([80, 443, 8080, 9090, 15021, 65535], [0, -1, 65536, 70000]);

export const portOrName = (random: Random): unknown =>
  random.pick(
    [80, 8080, 9090, 'http', 'metrics', 'grpc'],
    [0, -1, 65536, '8080', '', 'UPPER', 'a--b', '-a', 'this-name-is-too-long'],
  );

export const intOrString = (random: Random): unknown =>
  random.pick([1, 2, '25%', '50%', 0, '0%', '100%'], [-1, '101%', '10', 'x', '-5%', '', '1.5%']);

export const text = (random: Random): unknown =>
  random.pick(
    ['value', 'a', '/path', 'default', 'example.com/x'],
    ['', ' ', 'x'.repeat(300), '../up', 'ünicode', '$(X)', 'A b'],
  );

export function labels(random: Random): Record<string, unknown> {
  const made: Record<string, unknown> = { app: 'x' };
  if (random.chance(20)) made['app.kubernetes.io/name'] = 'web';
  random.rarely(() => {
    made[random.pick(['Bad_/x', '', '-a', 'a/b/c', 'a'.repeat(64), `${'a'.repeat(254)}/x`])] = 'v';
  });
  random.rarely(() => {
    made['tier'] = random.pick(['', 'with space', '-x', 'v'.repeat(64), 'ünicode']);
  });
  return made;
}
