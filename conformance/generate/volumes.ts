import type { Random } from '../random.ts';

type Fields = Record<string, unknown>;

const path = (random: Random): string => random.pick(['a', 'b/c'], ['../b', '/c', '', '..x']);

const PROJECTIONS: readonly ((random: Random) => Fields)[] = [
  () => ({ configMap: { name: 'cm' } }),
  (random) => ({
    secret: {
      name: random.pick(['s'], ['']),
      items: random.maybe(20, () => [{ key: 'k', path: path(random) }]),
    },
  }),
  (random) => ({
    serviceAccountToken: {
      path: random.pick(['token'], ['', '../x']),
      expirationSeconds: random.pick([3600], [1, 600]),
    },
  }),
  (random) => ({
    downwardAPI: { items: [{ path: path(random), fieldRef: { fieldPath: 'metadata.labels' } }] },
  }),
  (random) => ({ clusterTrustBundle: { name: random.pick(['b'], ['']), path: path(random) } }),
];

const SOURCES: readonly ((random: Random) => Fields)[] = [
  (random) => ({
    emptyDir: random.pick(
      [{}, { medium: 'Memory', sizeLimit: '1Gi' }, { sizeLimit: '500Mi' }],
      [{ sizeLimit: '-1' }, { medium: 'x' }, null, { medium: 'HugePages-2Mi' }],
    ),
  }),
  (random) => ({
    configMap: {
      name: random.pick(['cm'], ['', undefined]),
      defaultMode: random.maybe(20, () => random.pick([420, 511], [512, -1])),
      items: random.maybe(20, () => [
        { key: random.pick(['a'], ['']), path: path(random), mode: random.rarely(() => 1000) },
      ]),
    },
  }),
  (random) => ({ secret: { secretName: random.pick(['s'], ['']), optional: true } }),
  (random) => ({
    hostPath: {
      path: random.pick(['/x'], ['', '/a/../b']),
      type: random.maybe(20, () => random.pick(['Directory', 'File', ''], ['x'])),
    },
  }),
  (random) => ({ persistentVolumeClaim: { claimName: random.pick(['c'], ['']) } }),
  (random) => ({
    downwardAPI: {
      items: [
        {
          path: path(random),
          ...random.pick(
            [
              { fieldRef: { fieldPath: 'metadata.labels' } },
              { resourceFieldRef: { containerName: 'app', resource: 'limits.cpu' } },
            ],
            [
              { fieldRef: { fieldPath: 'spec.x' } },
              {},
              { fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { resource: 'limits.cpu' } },
            ],
          ),
        },
      ],
    },
  }),
  (random) => ({
    projected: {
      sources: random.pick(
        [random.list(1, 2, () => random.pick(PROJECTIONS)(random))],
        [[{}], undefined, []],
      ),
      defaultMode: random.rarely(() => 512),
    },
  }),
  (random) => ({
    image: {
      reference: random.pick(['x:1'], ['']),
      pullPolicy: random.maybe(30, () => random.pick(['Always'], ['x'])),
    },
  }),
  (random) => ({ nfs: { server: random.pick(['s'], ['']), path: random.pick(['/p'], ['p', '']) } }),
  (random) => ({ csi: { driver: random.pick(['d.io'], ['', 'Bad_']), readOnly: true } }),
  (random) => ({
    ephemeral: {
      volumeClaimTemplate: random.pick(
        [{ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
        [undefined, { spec: {} }],
      ),
    },
  }),
];

const DEPRECATED: readonly Fields[] = [
  { gitRepo: { repository: 'https://x' } },
  { rbd: { monitors: ['m'], image: 'i' } },
  { scaleIO: { gateway: 'g', system: 's', secretRef: { name: 's' }, volumeName: 'v' } },
  { cephfs: { monitors: ['m'] } },
];

/** The first one is what most volume mounts of a container name. */
export function volumes(random: Random): Fields[] {
  const made = random.list(0, 2, (index) => ({
    name: ['cfg', 'pvc'][index],
    ...random.pick(SOURCES)(random),
  }));
  const extra = random.rarely(() => ({
    name: random.pick(['data', '', 'Bad_', 'a.b']),
    ...random.pick(SOURCES)(random),
    ...random.pick(SOURCES)(random),
  }));
  const deprecated = random.maybe(4, () => ({ name: 'old', ...random.pick(DEPRECATED) }));
  return [
    { name: 'data', emptyDir: {} },
    ...made,
    ...(extra ? [extra] : []),
    ...(deprecated ? [deprecated] : []),
  ];
}
