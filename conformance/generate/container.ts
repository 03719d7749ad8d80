import type { Random } from '../random.ts';
import { handler, probe } from './handlers.ts';
import { resizePolicy, resources } from './resources.ts';
import { image, NAMES, ODD_NAMES, PORT_NAMES, port, text } from './values.ts';

type Fields = Record<string, unknown>;

export type Role = 'init' | 'sidecar' | 'regular' | 'ephemeral';

const ODD_PORT_NAMES = ['UPPER', 'this-name-is-too-long', '80', 'a--b', '-a', 'a_b'];

const lifecycle = (random: Random): Fields => ({
  postStart: random.maybe(40, () => handler(random, true)),
  preStop: random.maybe(60, () => handler(random, true)),
  stopSignal: random.maybe(10, () => random.pick(['SIGTERM', 'SIGUSR1', 'SIGKILL'], ['sigterm', 'TERM', ''])),
});

const ports = (random: Random): Fields[] =>
  random.list(1, 3, () => ({
    containerPort: port(random),
    name: random.maybe(30, () => random.pick(PORT_NAMES, ODD_PORT_NAMES)),
    protocol: random.maybe(20, () => random.pick(['TCP', 'UDP', 'SCTP'], ['tcp', ''])),
    hostPort: random.maybe(10, () => port(random)),
    hostIP: random.maybe(4, () =>
      random.pick(['10.0.0.1', '127.0.0.1', '::1'], ['not-an-ip', '010.0.0.1', '::ffff:1.2.3.4', '']),
    ),
  }));

const env = (random: Random): Fields[] =>
  random.list(1, 4, () => {
    const isReference = random.chance(30);
    const isBoth = random.rarely(() => true) ?? false;
    return {
      name: random.pick(['A', 'B', 'PATH', 'POD_IP', 'a.b-c'], ['', '1A', 'a=b', 'a b', 'ü']),
      value:
        isReference && !isBoth ? undefined : random.maybe(90, () => random.pick(['x', '', '$(A)', 'y z'])),
      valueFrom: isReference ? valueFrom(random) : undefined,
    };
  });

const FIELD_PATHS = [
  'metadata.name',
  'status.podIP',
  'spec.nodeName',
  "metadata.labels['a']",
  'status.hostIPs',
  'metadata.uid',
];
const ODD_FIELD_PATHS = [
  'spec.foo',
  "metadata.annotations['A_/b']",
  '',
  'metadata.labels',
  "spec.nodeName['x']",
  "metadata.labels['a b']",
];

const SOURCES: Readonly<Record<string, (random: Random) => Fields>> = {
  fieldRef: (random) => ({
    fieldPath: random.pick(FIELD_PATHS, ODD_FIELD_PATHS),
    apiVersion: random.rarely(() => random.pick(['v1', 'v2'])),
  }),
  resourceFieldRef: (random) => ({
    resource: random.pick(
      ['limits.cpu', 'requests.memory', 'limits.hugepages-2Mi'],
      ['gpu', '', 'limits.example.com/gpu'],
    ),
    divisor: random.maybe(40, () => random.pick(['1', '0'], ['1m', '1Mi', '5', '1k', '-1'])),
    containerName: random.maybe(10, () => random.pick(NAMES)),
  }),
  configMapKeyRef: (random) => ({
    name: random.pick(['cm'], ['', 'Bad_']),
    key: random.pick(['k'], ['', 'a/b', '..', '..x', 'x'.repeat(254)]),
    optional: random.maybe(10, () => true),
  }),
  secretKeyRef: (random) => ({
    name: random.pick(['s'], ['', 'Bad_']),
    key: random.pick(['k'], ['', 'a b']),
  }),
  fileKeyRef: (random) => ({
    volumeName: random.pick(['data'], ['cfg', '', 'Bad_']),
    path: random.pick(['a/b'], ['../x', '', '/x', 'a/../..']),
    key: random.pick(['K'], ['', 'a=b', '1']),
    optional: random.maybe(10, () => true),
  }),
};

function valueFrom(random: Random): Fields {
  const names = Object.keys(SOURCES);
  const chosen = random.rarely(() => random.list(0, 2, () => random.pick(names))) ?? [
    random.pick(names.slice(0, 4), names),
  ];
  return Object.fromEntries(chosen.map((name) => [name, SOURCES[name]?.(random)]));
}

const envFrom = (random: Random): Fields[] => [
  {
    prefix: random.maybe(30, () => random.pick(['P_'], ['1', 'a=b'])),
    [random.pick(['configMapRef', 'secretRef'])]: { name: random.pick(['cm'], ['', 'Bad_']) },
    ...random.rarely(() => ({ configMapRef: {}, secretRef: undefined })),
    ...random.rarely(() => ({ configMapRef: { name: 'a' }, secretRef: { name: 'b' } })),
  },
];

const restartRules = (random: Random): Fields[] =>
  random.list(0, 2, () => ({
    action: random.pick(['Restart', 'Restart', 'RestartAllContainers'], ['restart', undefined, '']),
    exitCodes: random.pick(
      [
        {
          operator: random.pick(['In', 'NotIn'], ['in', undefined]),
          values: random.pick([[1], [1, 42], [0]], [[], undefined, [1, 1], [-1, 300]]),
        },
      ],
      [undefined],
    ),
  }));

const volumeMounts = (random: Random): Fields[] =>
  random.list(1, 2, (index) => ({
    name: random.pick(['data'], ['nope', 'pvc', 'cfg', '']),
    mountPath: random.pick([`/data${index}`], ['/data', '', 'relative', '/a:b']),
    readOnly: random.maybe(20, () => true),
    subPath: random.maybe(10, () => random.pick(['a', 'a/b'], ['../b', '/abs', 'a/../b'])),
    subPathExpr: random.maybe(4, () => random.pick(['$(A)'], ['..', '/x'])),
    mountPropagation: random.maybe(6, () =>
      random.pick(['None', 'HostToContainer'], ['Bidirectional', 'none']),
    ),
    recursiveReadOnly: random.maybe(6, () => random.pick(['Disabled'], ['Enabled', 'IfPossible', 'x'])),
  }));

const securityContext = (random: Random): Fields => ({
  runAsUser: random.maybe(40, () => random.pick([0, 1000], [-1, 4294967296])),
  runAsGroup: random.maybe(20, () => random.pick([0, 1000], [-1])),
  runAsNonRoot: random.maybe(20, () => true),
  privileged: random.maybe(10, () => true),
  allowPrivilegeEscalation: random.pick([undefined, true], [false]),
  readOnlyRootFilesystem: random.maybe(20, () => true),
  capabilities: random.maybe(30, () => ({
    add: random.list(0, 2, () => random.pick(['NET_ADMIN', 'SYS_TIME'], ['SYS_ADMIN', 'CAP_SYS_ADMIN'])),
    drop: ['ALL'],
  })),
  seccompProfile: random.maybe(15, () => ({
    type: random.pick(['RuntimeDefault', 'Unconfined'], ['Localhost', 'x', '']),
    localhostProfile: random.rarely(() => random.pick(['p.json', '../p', '/p'])),
  })),
  appArmorProfile: random.maybe(8, () => ({
    type: random.pick(['RuntimeDefault', 'Unconfined'], ['Localhost', 'x', '']),
    localhostProfile: random.rarely(() => random.pick(['p', ' p', '', 'x'.repeat(4096)])),
  })),
  procMount: random.maybe(4, () => random.pick(['Default'], ['Unmasked', 'x'])),
  windowsOptions: random.rarely(() => ({
    runAsUserName: random.pick(['u', '', 'a\\b\\c', 'a\\b']),
    hostProcess: random.maybe(30, () => true),
  })),
});

const PROBES = { regular: 30, sidecar: 40, init: 0, ephemeral: 0 } as const;

const POLICIES = {
  regular: [2, ['Always', 'Never', 'OnFailure'], ['x', '']],
  init: [3, ['Never', 'OnFailure'], ['always', '', 'x']],
  sidecar: [100, ['Always'], []],
  ephemeral: [3, ['Always', 'Never'], []],
} as const satisfies Record<Role, readonly [number, readonly string[], readonly string[]]>;

/** One container as it might stand in a manifest; `undefined` fields are absent from its JSON. */
export function container(random: Random, role: Role, index: number): Fields {
  const [percent, policies, oddPolicies] = POLICIES[role];
  const probes = PROBES[role] + (random.rarely(() => 30) ?? 0);
  return {
    name: random.pick([`${random.pick(NAMES)}-${role[0]}${index}`], [...ODD_NAMES, 'app', 'web', undefined]),
    image: random.pick([image(random)], [undefined]),
    command: random.maybe(30, () => ['sh', '-c', 'sleep 1']),
    args: random.maybe(10, () => random.pick([['a'], []])),
    workingDir: random.maybe(4, () => text(random)),
    imagePullPolicy: random.maybe(15, () => random.pick(['Always', 'IfNotPresent', 'Never'], ['always', ''])),
    restartPolicy: random.maybe(percent, () => random.pick<string, string>(policies, oddPolicies)),
    restartPolicyRules: random.maybe(2, () => restartRules(random)),
    ports: random.maybe(40, () => ports(random)),
    env: random.maybe(25, () => env(random)),
    envFrom: random.maybe(6, () => envFrom(random)),
    resources: random.maybe(60, () => resources(random)),
    resizePolicy: random.maybe(4, () => resizePolicy(random)),
    startupProbe: random.maybe(probes, () => probe(random, 'startup')),
    readinessProbe: random.maybe(probes, () => probe(random, 'readiness')),
    livenessProbe: random.maybe(probes, () => probe(random, 'liveness')),
    lifecycle: random.maybe(probes / 2, () => lifecycle(random)),
    volumeMounts: random.maybe(15, () => volumeMounts(random)),
    volumeDevices: random.rarely(() => [
      { name: random.pick(['pvc', 'data', '']), devicePath: random.pick(['/dev/x', '', '../x']) },
    ]),
    securityContext: random.maybe(12, () => securityContext(random)),
    terminationMessagePath: random.maybe(3, () => text(random)),
    terminationMessagePolicy: random.maybe(4, () => random.pick(['File', 'FallbackToLogsOnError'], ['file'])),
    stdin: random.maybe(2, () => true),
    tty: random.maybe(2, () => true),
    targetContainerName: role === 'ephemeral' ? random.maybe(40, () => random.pick(NAMES)) : undefined,
  };
}
