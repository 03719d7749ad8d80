import { type Random, randomFrom } from '../random.ts';
import { cronJobSpec, jobSpec } from './job.ts';
import { mistype } from './mistype.ts';
import { addNewestFields } from './newest-fields.ts';
import { podSpec } from './pod-spec.ts';
import { selector, template } from './template.ts';
import { count, intOrString, labels, ODD_NAMES, seconds } from './values.ts';

type Fields = Record<string, unknown>;

export interface GeneratedObject extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
}

const SERVED = [undefined, undefined, undefined, 'Always'];
const ANY = [undefined, 'Always', 'Never', 'OnFailure'];

const ODD_ANNOTATIONS: readonly Fields[] = [
  { 'Bad_/x': '' },
  { 'container.apparmor.security.beta.kubernetes.io/app': 'x' },
  { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
  { 'pod.beta.kubernetes.io/init-containers': '[]' },
];

const metadata = (random: Random): Fields => ({
  name: random.pick(['w'], [...ODD_NAMES, 'x'.repeat(60), 'x'.repeat(254), undefined]),
  generateName: random.rarely(() => random.pick(['w-', 'Bad_'])),
  namespace: random.maybe(5, () => random.pick(['default', 'prod'], ['Bad_'])),
  labels: random.maybe(20, () => labels(random)),
  annotations: random.maybe(8, () => random.pick([{ a: 'b' }], ODD_ANNOTATIONS)),
  finalizers: random.maybe(1, () => random.pick([['a/b']], [['bad'], ['Bad_/x']])),
  ownerReferences: random.rarely(() => [
    { apiVersion: 'v1', kind: 'Pod', name: 'x', uid: random.pick(['u', '']) },
  ]),
});

const rollingUpdate = (random: Random): Fields => ({
  maxUnavailable: random.maybe(60, () => intOrString(random)),
  maxSurge: random.maybe(60, () => intOrString(random)),
});

const controller = (random: Random): Fields => ({
  replicas: random.maybe(60, () => count(random)),
  minReadySeconds: random.maybe(6, () => seconds(random)),
  template: template(random, SERVED),
});

const deploymentSpec = (random: Random): Fields => ({
  ...controller(random),
  selector: selector(random),
  strategy: random.maybe(25, () => ({
    type: random.pick(['RollingUpdate', undefined], ['Recreate', 'x']),
    rollingUpdate: random.maybe(60, () => rollingUpdate(random)),
  })),
  progressDeadlineSeconds: random.maybe(8, () => random.pick([600, 100], [1, 0, -1])),
  revisionHistoryLimit: random.maybe(5, () => count(random)),
  paused: random.maybe(2, () => true),
});

const daemonSetSpec = (random: Random): Fields => ({
  selector: selector(random),
  updateStrategy: random.maybe(20, () => ({
    type: random.pick(['RollingUpdate', undefined], ['OnDelete', 'x']),
    rollingUpdate: random.maybe(60, () => rollingUpdate(random)),
  })),
  minReadySeconds: random.maybe(5, () => seconds(random)),
  revisionHistoryLimit: random.maybe(5, () => count(random)),
  template: template(random, SERVED),
});

const claimTemplates = (random: Random): Fields[] => [
  {
    metadata: { name: random.pick(['claim'], ['Bad_', 'data']) },
    spec: {
      accessModes: random.pick([['ReadWriteOnce']], [[], ['x'], undefined]),
      resources: { requests: { storage: random.pick(['1Gi'], ['-1', '0']) } },
      storageClassName: random.maybe(20, () => random.pick(['fast', ''], ['Bad_'])),
    },
  },
];

const statefulSetSpec = (random: Random): Fields => ({
  ...controller(random),
  selector: selector(random),
  serviceName: random.pick(['svc', undefined], ['', 'Bad_']),
  podManagementPolicy: random.maybe(8, () => random.pick(['Parallel', 'OrderedReady'], ['x'])),
  updateStrategy: random.maybe(15, () => ({
    type: random.pick(['RollingUpdate', undefined], ['OnDelete', 'x', 'Recreate']),
    rollingUpdate: random.maybe(50, () => ({
      partition: random.pick([0, 1], [-1]),
      maxUnavailable: random.maybe(20, () => intOrString(random)),
    })),
  })),
  revisionHistoryLimit: random.maybe(5, () => count(random)),
  ordinals: random.maybe(4, () => ({ start: random.pick([0, 1], [-1]) })),
  persistentVolumeClaimRetentionPolicy: random.maybe(5, () => ({
    whenDeleted: random.pick(['Retain', 'Delete'], ['x', '']),
    whenScaled: random.pick(['Retain', 'Delete', undefined], ['x']),
  })),
  volumeClaimTemplates: random.maybe(15, () => claimTemplates(random)),
});

const SPECS: Readonly<Record<string, readonly [apiVersion: string, made: (random: Random) => Fields]>> = {
  Pod: ['v1', (random) => ({ spec: podSpec(random, ANY) })],
  PodTemplate: ['v1', (random) => ({ template: template(random, ANY) })],
  ReplicationController: [
    'v1',
    (random) => ({
      spec: {
        ...controller(random),
        selector: random.pick([undefined, { app: 'x' }], [{ app: 'z' }, {}]),
        ...random.rarely(() => ({ template: undefined })),
      },
    }),
  ],
  Deployment: ['apps/v1', (random) => ({ spec: deploymentSpec(random) })],
  ReplicaSet: ['apps/v1', (random) => ({ spec: { ...controller(random), selector: selector(random) } })],
  DaemonSet: ['apps/v1', (random) => ({ spec: daemonSetSpec(random) })],
  StatefulSet: ['apps/v1', (random) => ({ spec: statefulSetSpec(random) })],
  Job: ['batch/v1', (random) => ({ spec: jobSpec(random) })],
  CronJob: ['batch/v1', (random) => ({ spec: cronJobSpec(random) })],
};

const KINDS: readonly string[] = Object.keys(SPECS);

/** Percent of odd choices: some objects are sound, most have a flaw or two, some are full of them. */
const NOISE = [0, 0, 1, 1, 2, 4, 10];

/** A workload as somebody might write it; the same for the same seed. */
export function workload(seed: number): GeneratedObject {
  const noise = randomFrom(seed).pick(NOISE);
  const random = randomFrom(seed + 0x5eed, noise);
  const kind = random.pick(['Pod', 'Pod', 'Deployment', 'Job', ...KINDS]);
  const [apiVersion, made] = SPECS[kind] ?? ['v1', () => ({})];
  const object = JSON.parse(
    JSON.stringify({ apiVersion, kind, metadata: metadata(random), ...made(random) }),
  );
  if (random.chance(12)) mistype(random, object);
  // A source of its own, so that the rest of an object stays what its seed has always made of it.
  const newest = randomFrom(seed + 0x37, noise);
  if (newest.chance(25)) addNewestFields(newest, object);
  return object;
}
