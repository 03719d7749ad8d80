import type { Random } from '../random.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (holder: Fields, field: string): Fields[] => {
  const value = holder[field];
  return Array.isArray(value) ? value.filter(isFields) : [];
};

const user = (random: Random): unknown => random.pick([0, 1000, 65534], [-1, 2147483648]);

const ADDED: Readonly<Record<string, (random: Random, holder: Fields) => void>> = {
  httpGet: (random, action) => {
    if (random.chance(40)) action['protocol'] = random.pick(['HTTP1', 'HTTP2'], ['h2c', '']);
  },
  grpc: (random, action) => {
    if (random.chance(40)) action['mode'] = random.pick(['Plaintext', 'TLS'], ['tls', '']);
  },
  emptyDir: (random, source) => {
    if (random.chance(40)) source['mode'] = random.pick([511, 1023, 0], [1024, -1]);
  },
  ...Object.fromEntries(
    ['secret', 'configMap', 'downwardAPI', 'projected'].map((source) => [
      source,
      (random: Random, holder: Fields) => {
        if (random.chance(30)) holder['defaultUser'] = user(random);
        for (const item of listIn(holder, 'items')) if (random.chance(30)) item['user'] = user(random);
      },
    ]),
  ),
  ...Object.fromEntries(
    ['serviceAccountToken', 'clusterTrustBundle', 'podCertificate'].map((source) => [
      source,
      (random: Random, holder: Fields) => {
        if (random.chance(30)) holder['user'] = user(random);
      },
    ]),
  ),
};

const BIND_OPTIONS = ['nodev', 'noexec', 'nosuid'];

const responder = (random: Random, index: number): Fields => ({
  name: random.pick(
    [`example.com/r${index}`],
    ['plain', 'k8s.io/x', 'a.kubernetes.io/x', '', 'example.com/r0', 'Bad_/x', 'a/b/c', undefined],
  ),
  priority: random.pick([1000, 10_000, 100_000], [0, 999, -1, 100_001, undefined]),
});

const claim = (random: Random, index: number): Fields => ({
  name: random.pick([`c${index}`], ['', 'Bad_', 'c0']),
  resourceClaimName: random.pick(['claim'], ['', 'Bad_', undefined]),
  resourceClaimTemplateName: random.rarely(() => random.pick(['template', 'Bad_'])),
});

/** Workload-aware scheduling of a Job. */
const scheduling = (random: Random): Fields => ({
  schedulingPolicy: random.maybe(80, () =>
    random.pick<Fields, Fields>(
      [{ gang: {} }, { gang: { minCount: 1 } }, { basic: {} }, { gang: { minCount: 2 } }],
      [{}, { gang: { minCount: 0 } }, { basic: {}, gang: {} }],
    ),
  ),
  disruptionMode: random.maybe(30, () =>
    random.pick<Fields, Fields>([{ single: {} }, { all: {} }], [{}, { single: {}, all: {} }]),
  ),
  schedulingConstraints: random.maybe(30, () => ({
    topology: random.pick([[{ key: 'zone' }]], [[], [{ key: 'Bad_/x' }], [{ key: 'a' }, { key: 'b' }], [{}]]),
  })),
  resourceClaims: random.maybe(20, () => random.list(1, 2, (index) => claim(random, index))),
});

/** What JSON makes of a value: without its undefined fields. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Writes fields into an object that only the newest minors know, wherever it has room for them. */
export function addNewestFields(random: Random, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) addNewestFields(random, item);
  if (!isFields(value)) return;
  for (const [field, part] of Object.entries(value)) {
    if (isFields(part)) ADDED[field]?.(random, part);
    addNewestFields(random, part);
  }
  for (const mount of listIn(value, 'volumeMounts'))
    if (random.chance(30))
      mount['bindMountOptions'] = random.list(0, 2, () => random.pick(BIND_OPTIONS, ['exec', '']));
  if (Array.isArray(value['containers']) && random.chance(20))
    value['evictionResponders'] = written(random.list(0, 2, (index) => responder(random, index)));
  if (('completions' in value || 'backoffLimit' in value) && random.chance(30))
    value['scheduling'] = written(scheduling(random));
}
