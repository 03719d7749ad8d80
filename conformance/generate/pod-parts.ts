import type { Random } from '../random.ts';

type Fields = Record<string, unknown>;

export const securityContext = (random: Random): Fields => ({
  runAsUser: random.maybe(30, () => random.pick([0, 1000], [-1])),
  fsGroup: random.maybe(30, () => random.pick([2000], [-1])),
  fsGroupChangePolicy: random.maybe(15, () => random.pick(['Always', 'OnRootMismatch'], ['x'])),
  supplementalGroups: random.maybe(10, () => random.pick([[1]], [[-1]])),
  supplementalGroupsPolicy: random.maybe(5, () => random.pick(['Merge', 'Strict'], ['x', ''])),
  seLinuxChangePolicy: random.maybe(5, () => random.pick(['Recursive', 'MountOption'], ['x'])),
  sysctls: random.maybe(10, () =>
    random.list(1, 2, (index) => ({
      name: random.pick([['net.core.somaxconn', 'kernel/shm'][index]], ['', 'Bad!', 'net.core.somaxconn']),
      value: '1',
    })),
  ),
  seccompProfile: random.maybe(10, () => ({ type: random.pick(['RuntimeDefault'], ['Localhost', 'x']) })),
  appArmorProfile: random.maybe(5, () => ({
    type: random.pick(['RuntimeDefault', 'Unconfined'], ['Localhost']),
  })),
  runAsNonRoot: random.maybe(10, () => true),
});

export const tolerations = (random: Random): Fields[] =>
  random.list(1, 2, () => {
    const operator = random.pick(['Exists', 'Equal', undefined], ['Lt', 'x']);
    return {
      key: random.pick(['k', 'a/b'], ['Bad_/x', '', undefined]),
      operator,
      value:
        operator === 'Exists' ? random.rarely(() => 'v') : random.pick(['v', '5'], ['with space', undefined]),
      effect: random.maybe(60, () => random.pick(['NoSchedule', 'NoExecute', 'PreferNoSchedule'], ['x'])),
      tolerationSeconds: random.rarely(() => 5),
    };
  });

export const spread = (random: Random): Fields[] => [
  {
    maxSkew: random.pick([1, 2], [0, -1]),
    topologyKey: random.pick(['zone'], ['', 'Bad_/']),
    whenUnsatisfiable: random.pick(['DoNotSchedule', 'ScheduleAnyway'], ['x', undefined]),
    labelSelector: random.pick(
      [{ matchLabels: { app: 'x' } }],
      [undefined, { matchLabels: { 'Bad_/x': 'y' } }],
    ),
    minDomains: random.rarely(() => random.pick([1, 0])),
    matchLabelKeys: random.maybe(5, () => random.pick([['version']], [['app'], ['Bad_/x']])),
    nodeTaintsPolicy: random.maybe(8, () => random.pick(['Honor', 'Ignore'], ['x'])),
  },
];

const requirement = (random: Random): Fields => {
  const operator = random.pick(['In', 'Exists'], ['Gt', 'x']);
  return {
    key: random.pick(['k'], ['', 'Bad_/x']),
    operator,
    values: random.pick([operator === 'Exists' ? undefined : ['v']], [[], ['1'], ['1', '2']]),
  };
};

const podTerm = (random: Random): Fields => ({
  topologyKey: random.pick(['zone'], ['', 'a/b/c']),
  labelSelector: random.pick(
    [{ matchLabels: { app: 'x' } }],
    [undefined, { matchExpressions: [requirement(random)] }],
  ),
  namespaces: random.rarely(() => ['Bad_']),
  matchLabelKeys: random.rarely(() => random.pick([['version'], ['app'], ['Bad_/']])),
});

const AFFINITIES: readonly ((random: Random) => Fields)[] = [
  (random) => ({
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: random.pick([[{ matchExpressions: [requirement(random)] }]], [[], [{}]]),
      },
    },
  }),
  (random) => ({
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: random.pick([1], [0, 101]), preference: { matchExpressions: [requirement(random)] } },
      ],
    },
  }),
  (random) => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [podTerm(random)] } }),
  (random) => ({
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: random.pick([1, 100], [0]), podAffinityTerm: podTerm(random) },
      ],
    },
  }),
];

export const affinity = (random: Random): Fields => random.pick(AFFINITIES)(random);

export const dns = (random: Random): Fields => ({
  dnsPolicy: random.maybe(5, () =>
    random.pick(['ClusterFirst', 'Default', 'ClusterFirstWithHostNet'], ['None', 'x']),
  ),
  dnsConfig: random.maybe(3, () => ({
    nameservers: random.pick([['1.1.1.1']], [['x'], ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']]),
    searches: random.maybe(40, () => random.pick([['a.b'], ['.']], [['Bad_!'], ['_x.y']])),
    options: random.maybe(30, () => [{ name: random.pick(['ndots'], ['']), value: '5' }]),
  })),
});
