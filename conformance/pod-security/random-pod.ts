import type { Random } from '../random.ts';

type Fields = Record<string, unknown>;

const CAPABILITIES = [
  'ALL',
  'NET_ADMIN',
  'NET_RAW',
  'NET_BIND_SERVICE',
  'CHOWN',
  'SYS_PTRACE',
  'CAP_NET_RAW',
];
const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined', ''];
const ANNOTATED = ['runtime/default', 'docker/default', 'localhost/a', 'unconfined', '', 'odd "value"'];

const seLinux = (random: Random): Fields => ({
  type: random.maybe(70, () => random.pick(['container_t', 'container_engine_t', 'spc_t', ''])),
  user: random.maybe(20, () => random.pick(['system_u', ''])),
  role: random.maybe(20, () => 'system_r'),
});

/** Fields that Pods and containers share. */
const shared = (random: Random): Fields => ({
  runAsNonRoot: random.maybe(60, () => random.chance(80)),
  runAsUser: random.maybe(40, () => random.pick([0, 1000])),
  seccompProfile: random.maybe(60, () => ({ type: random.pick(PROFILES) })),
  appArmorProfile: random.maybe(15, () => ({ type: random.pick(PROFILES) })),
  seLinuxOptions: random.maybe(15, () => seLinux(random)),
  windowsOptions: random.maybe(8, () => ({ hostProcess: random.chance(50) })),
});

const securityContext = (random: Random): Fields => ({
  ...shared(random),
  privileged: random.maybe(20, () => random.chance(40)),
  allowPrivilegeEscalation: random.maybe(80, () => random.chance(20)),
  procMount: random.maybe(15, () => random.pick(['Default', 'Unmasked'])),
  capabilities: random.maybe(80, () => ({
    drop: random.maybe(85, () => ['ALL']),
    add: random.maybe(30, () => random.list(0, 3, () => random.pick(CAPABILITIES))),
  })),
});

const handler = (random: Random): Fields => ({
  [random.pick(['httpGet', 'tcpSocket'])]: {
    port: 80,
    host: random.maybe(50, () => random.pick(['127.0.0.1', 'b', ''])),
  },
});

const container = (random: Random, name: string, sidecar: boolean): Fields => ({
  name,
  image: 'a:1',
  restartPolicy: sidecar ? 'Always' : undefined,
  ports: random.maybe(20, () =>
    random.list(1, 3, () => ({
      containerPort: 80,
      hostPort: random.maybe(40, () => random.pick([0, 80, 9090])),
    })),
  ),
  livenessProbe: random.maybe(10, () => handler(random)),
  startupProbe: random.maybe(10, () => handler(random)),
  lifecycle: random.maybe(10, () => ({ preStop: handler(random) })),
  securityContext: random.maybe(85, () => securityContext(random)),
});

const VOLUMES = [
  'emptyDir',
  'secret',
  'hostPath',
  'nfs',
  'image',
  'csi',
  'gitRepo',
  'storageos',
  'ephemeral',
];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.ip_local_reserved_ports',
  'kernel.msgmax',
];

/** A Pod whose fields touch every check of the Pod Security Standards, some to the good and some to the bad. */
export function randomPod(random: Random): Fields {
  const inits = random.list(0, 2, (index) => container(random, `init${index}`, random.chance(60)));
  const regular = random.list(1, 2, (index) => container(random, `app${index}`, false));
  const annotations: Fields = {};
  if (random.chance(10))
    annotations['container.apparmor.security.beta.kubernetes.io/app0'] = random.pick(ANNOTATED);
  if (random.chance(5))
    annotations['container.apparmor.security.beta.kubernetes.io/app1'] = random.pick(ANNOTATED);
  if (random.chance(8)) annotations['seccomp.security.alpha.kubernetes.io/pod'] = random.pick(ANNOTATED);
  if (random.chance(8))
    annotations['container.seccomp.security.alpha.kubernetes.io/app0'] = random.pick(ANNOTATED);
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', annotations },
    spec: {
      initContainers: inits,
      containers: regular,
      hostNetwork: random.maybe(6, () => random.chance(60)),
      hostPID: random.maybe(6, () => true),
      hostIPC: random.maybe(6, () => true),
      hostUsers: random.maybe(20, () => random.chance(50)),
      os: random.maybe(12, () => ({ name: random.pick(['linux', 'windows']) })),
      securityContext: random.maybe(70, () => ({
        ...shared(random),
        sysctls: random.maybe(15, () =>
          random.list(1, 2, () => ({ name: random.pick(SYSCTLS), value: '1' })),
        ),
      })),
      volumes: random.maybe(30, () =>
        random.list(1, 3, (index) => ({ name: `v${index}`, [random.pick(VOLUMES)]: {} })),
      ),
    },
  };
  return JSON.parse(JSON.stringify(pod));
}
