import type { Edit } from '../../src/finding.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import type { Container, PodSpec } from '../../src/kubernetes/api-types.gen.ts';
import type { KubernetesVersion } from '../../src/kubernetes/version.ts';
import type { Workload } from '../../src/workload/workload.ts';

/** A Pod of the corpus that works: its first native sidecar, its first regular container, and where they are. */
export interface Subject {
  readonly workload: Workload;
  readonly spec: PodSpec;
  readonly sidecar: Container;
  /** `spec.initContainers[1]` */
  readonly at: string;
  /** Index of the sidecar in `initContainers`. */
  readonly index: number;
  readonly app: Container;
  /** `spec.containers[0]` */
  readonly appAt: string;
}

/** One way of breaking a Pod, and the rules that are there to say so. */
export interface Mutation {
  readonly name: string;
  /** One of them has to say more than before. */
  readonly rules: readonly string[];
  readonly version?: KubernetesVersion;
  /** Changes that make the Pod one that can be broken this way; what is caught has to be worse than that. */
  readonly prepare?: (subject: Subject) => readonly Edit[];
  /** Paths are those of the Pod; `undefined` where the Pod cannot be broken this way. */
  readonly edits: (subject: Subject) => readonly Edit[] | undefined;
  /** Objects that come with it. */
  readonly beside?: (subject: Subject) => readonly JsonObject[];
}

const set = (path: string, value: Json): Edit => ({ op: 'set', path, value });
const remove = (path: string): Edit => ({ op: 'remove', path });

const isJob = ({ workload }: Subject): boolean => workload.kind === 'Job' || workload.kind === 'CronJob';

const jobPath = ({ workload }: Subject): string => workload.podPath.replace(/\.?template$/, '');

/** An object in the workload's namespace. */
const object = ({ workload }: Subject, apiVersion: string, kind: string, spec: JsonObject): JsonObject => {
  const { namespace } = workload.source;
  return { apiVersion, kind, metadata: { name: 'beside', ...(namespace !== null && { namespace }) }, spec };
};

const LABELS = { app: 'mutated' };

/** Labels that a Service can select. */
const labelled = ({ workload }: Subject): Edit =>
  set('metadata.labels', { ...workload.pod.metadata.labels, ...LABELS });

const service = (subject: Subject, targetPort: Json): JsonObject =>
  object(subject, 'v1', 'Service', { selector: LABELS, ports: [{ port: 80, targetPort }] });

const scaled = (subject: Subject): JsonObject =>
  object(subject, 'autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: {
      apiVersion: subject.workload.source.apiVersion,
      kind: subject.workload.source.kind,
      name: subject.workload.source.name,
    },
    maxReplicas: 5,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ],
  });

const isScalable = ({ workload }: Subject): boolean =>
  workload.kind === 'Deployment' || workload.kind === 'StatefulSet';

const firstPort = ({ ports }: Container): number | undefined => ports?.[0]?.containerPort;

const SHELL = (script: string): Json => ['sh', '-c', script];

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'drop restartPolicy of the sidecar',
    rules: ['never-ending-init-container'],
    edits: ({ at }) => [remove(`${at}.restartPolicy`)],
  },
  {
    name: 'drop restartPolicy, and what an init container may not have',
    rules: ['never-ending-init-container'],
    edits: ({ at, sidecar }) => [
      remove(`${at}.restartPolicy`),
      ...(['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'] as const)
        .filter((field) => sidecar[field] !== undefined)
        .map((field) => remove(`${at}.${field}`)),
    ],
  },
  {
    name: 'move the sidecar to the regular containers',
    rules: ['legacy-sidecar-in-job', 'legacy-sidecar-in-service-workload'],
    edits: ({ at }) => [remove(`${at}.restartPolicy`), { op: 'move', path: at, to: 'spec.containers' }],
  },
  {
    name: 'put an init container before the sidecar that it needs',
    rules: ['init-before-needed-sidecar'],
    edits: ({ index, spec }) => {
      const redirects = (spec.initContainers ?? [])
        .slice(0, index)
        .some(({ name }) => name?.endsWith('-init') === true);
      if (!redirects) return undefined;
      const value = { name: 'migrate', image: 'shop:1', command: ['./migrate'] };
      return [{ op: 'insert', path: 'spec.initContainers', index, value }];
    },
  },
  {
    name: 'remove the startupProbe',
    rules: ['sidecar-missing-startup-probe'],
    edits: ({ at, sidecar }) =>
      sidecar.startupProbe === undefined ? undefined : [remove(`${at}.startupProbe`)],
  },
  {
    name: 'leave the readinessProbe alone',
    rules: ['readiness-mistaken-for-startup-gate'],
    edits: ({ at, sidecar }) =>
      sidecar.startupProbe === undefined || sidecar.readinessProbe === undefined
        ? undefined
        : [remove(`${at}.startupProbe`)],
  },
  {
    name: 'give the startupProbe 3 s',
    rules: ['startup-budget-too-small'],
    edits: ({ at, sidecar }) =>
      sidecar.startupProbe === undefined
        ? undefined
        : [set(`${at}.startupProbe.periodSeconds`, 1), set(`${at}.startupProbe.failureThreshold`, 3)],
  },
  {
    name: 'let the startupProbe wait for the app',
    rules: ['startup-deadlock-on-app'],
    edits: ({ at, app, sidecar }) => {
      const port = firstPort(app);
      if (port === undefined || sidecar.startupProbe === undefined) return undefined;
      return [set(`${at}.startupProbe.httpGet`, { path: '/healthz', port })];
    },
  },
  {
    name: 'sleep twice the grace period in the preStop hook of the app',
    rules: ['prestop-exceeds-grace'],
    edits: ({ appAt, spec }) => [
      set(`${appAt}.lifecycle.preStop`, {
        exec: { command: ['sleep', String(2 * (spec.terminationGracePeriodSeconds ?? 30))] },
      }),
    ],
  },
  {
    name: 'shrink the grace period below the sleep of the app and the drain of the sidecar',
    rules: ['termination-budget-exceeded'],
    prepare: ({ at, appAt, sidecar }) => [
      ...(sidecar.lifecycle === undefined ? [] : [remove(`${at}.lifecycle`)]),
      set(`${appAt}.lifecycle.preStop`, { exec: { command: ['sleep', '10'] } }),
    ],
    edits: ({ sidecar }) =>
      sidecar.name === 'istio-proxy' ? [set('spec.terminationGracePeriodSeconds', 12)] : undefined,
  },
  {
    name: 'end the sidecar in its preStop hook',
    rules: ['prestop-stops-sidecar-early'],
    edits: ({ at }) => [
      set(`${at}.lifecycle.preStop`, {
        exec: { command: SHELL('curl -X POST localhost:15020/quitquitquit') },
      }),
    ],
  },
  {
    name: 'sleep in the preStop hook of the sidecar',
    rules: ['prestop-sleep-on-native-sidecar'],
    edits: ({ at }) => [set(`${at}.lifecycle.preStop`, { exec: { command: ['sleep', '5'] } })],
  },
  {
    name: 'run the sidecar behind a shell that ignores SIGTERM',
    rules: ['sidecar-ignores-sigterm'],
    edits: ({ at }) => [set(`${at}.command`, SHELL('tail -F /var/log/app.log')), set(`${at}.args`, [])],
  },
  {
    name: 'let the sidecar do one thing and end',
    rules: ['finite-command-sidecar'],
    edits: ({ at }) => [set(`${at}.command`, ['cp', '-r', '/assets', '/shared']), set(`${at}.args`, [])],
  },
  {
    name: 'a second container on the port of the sidecar',
    rules: ['concurrent-port-conflict'],
    edits: ({ appAt, sidecar, app }) => {
      const port = firstPort(sidecar);
      if (port === undefined) return undefined;
      const ports = (app.ports ?? []).map(({ containerPort = 0, protocol = 'TCP' }) => ({
        containerPort,
        protocol,
      }));
      return [set(`${appAt}.ports`, [...ports, { containerPort: port, protocol: 'TCP' }])];
    },
  },
  {
    name: "take the sidecar's requests and limits away",
    rules: ['sidecar-missing-requests'],
    edits: ({ at, sidecar }) =>
      sidecar.resources?.requests === undefined ? undefined : [remove(`${at}.resources`)],
  },
  {
    name: "take the sidecar's memory limit away, where the app has one",
    rules: ['sidecar-missing-memory-limit'],
    edits: ({ at, appAt, sidecar }) =>
      sidecar.resources?.limits?.['memory'] === undefined
        ? undefined
        : [remove(`${at}.resources.limits.memory`), set(`${appAt}.resources.limits.memory`, '1Gi')],
  },
  {
    name: 'move limits: every regular container is Guaranteed, the sidecar is not',
    rules: ['qos-lost-to-sidecar'],
    edits: ({ spec }) =>
      (spec.containers ?? []).map((_, index) =>
        set(`spec.containers[${index}].resources`, { limits: { cpu: '1', memory: '1Gi' } }),
      ),
  },
  {
    name: 'a GPU for the sidecar',
    rules: ['device-requested-by-sidecar'],
    edits: ({ at }) => [set(`${at}.resources.limits[nvidia.com/gpu]`, '1')],
  },
  {
    name: 'check the app through the port of the sidecar',
    rules: ['app-liveness-depends-on-sidecar'],
    edits: ({ app, appAt, sidecar }) => {
      const port = app.livenessProbe === undefined ? firstPort(sidecar) : undefined;
      return port === undefined
        ? undefined
        : [set(`${appAt}.livenessProbe`, { httpGet: { path: '/', port } })];
    },
  },
  {
    name: 'a Service to a port of the sidecar, its readinessProbe removed',
    rules: ['traffic-sidecar-without-readiness'],
    edits: (subject) =>
      subject.sidecar.readinessProbe === undefined || firstPort(subject.sidecar) === undefined
        ? undefined
        : [labelled(subject), remove(`${subject.at}.readinessProbe`)],
    beside: (subject) => [service(subject, firstPort(subject.sidecar) ?? 0)],
  },
  {
    name: 'turn the sidecar into a log shipper with a readinessProbe, behind a Service',
    rules: ['helper-readiness-gates-pod'],
    edits: (subject) => [
      labelled(subject),
      set(`${subject.at}.image`, 'cr.fluentbit.io/fluent/fluent-bit:3.1'),
      set(`${subject.at}.name`, 'fluent-bit'),
      set(`${subject.at}.readinessProbe`, { httpGet: { path: '/api/v2/health', port: 2020 } }),
    ],
    beside: (subject) => [service(subject, 80)],
  },
  {
    name: 'a Service to a port of the sidecar by name, at 1.31',
    rules: ['service-named-port-on-sidecar'],
    version: '1.31',
    edits: (subject) => (subject.sidecar.ports?.[0]?.name === undefined ? undefined : [labelled(subject)]),
    beside: (subject) => [service(subject, subject.sidecar.ports?.[0]?.name ?? '')],
  },
  {
    name: 'a NetworkPolicy to a port of the sidecar by name',
    rules: ['networkpolicy-named-port-on-sidecar'],
    edits: (subject) => (subject.sidecar.ports?.[0]?.name === undefined ? undefined : [labelled(subject)]),
    beside: (subject) => [
      object(subject, 'networking.k8s.io/v1', 'NetworkPolicy', {
        podSelector: { matchLabels: LABELS },
        ingress: [{ ports: [{ port: subject.sidecar.ports?.[0]?.name ?? '' }] }],
      }),
    ],
  },
  {
    name: 'scale by CPU, all containers with requests',
    rules: ['hpa-metric-diluted'],
    edits: (subject) =>
      isScalable(subject)
        ? [
            ...(subject.spec.containers ?? []).map((_, index) =>
              set(`spec.containers[${index}].resources.requests`, { cpu: '100m', memory: '64Mi' }),
            ),
            set(`${subject.at}.resources.requests`, { cpu: '100m', memory: '64Mi' }),
          ]
        : undefined,
    beside: (subject) => [scaled(subject)],
  },
  {
    name: 'scale by CPU, the sidecar without a request',
    rules: ['hpa-blocked-by-missing-request'],
    edits: (subject) =>
      isScalable(subject)
        ? [
            ...(subject.spec.containers ?? []).map((_, index) =>
              set(`spec.containers[${index}].resources.requests`, { cpu: '100m', memory: '64Mi' }),
            ),
            set(`${subject.at}.resources`, {}),
          ]
        : undefined,
    beside: (subject) => [scaled(subject)],
  },
  {
    name: 'a VerticalPodAutoscaler on the workload',
    rules: ['vpa-blind-to-sidecar'],
    edits: (subject) => (isScalable(subject) ? [labelled(subject)] : undefined),
    beside: (subject) => [
      object(subject, 'autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', {
        targetRef: {
          apiVersion: subject.workload.source.apiVersion,
          kind: subject.workload.source.kind,
          name: subject.workload.source.name,
        },
      }),
    ],
  },
  {
    name: 'a ResourceQuota of limits, the sidecar without them',
    rules: ['quota-rejects-sidecar'],
    edits: ({ at, spec }) => [
      ...(spec.containers ?? []).map((_, index) =>
        set(`spec.containers[${index}].resources`, { limits: { cpu: '1', memory: '1Gi' } }),
      ),
      set(`${at}.resources`, {}),
    ],
    beside: (subject) => [
      object(subject, 'v1', 'ResourceQuota', { hard: { 'limits.cpu': '100', 'limits.memory': '100Gi' } }),
    ],
  },
  {
    name: 'a LimitRange with large defaults, the sidecar without any',
    rules: ['limitrange-fills-sidecar'],
    edits: ({ at }) => [set(`${at}.resources`, {})],
    beside: (subject) => [
      object(subject, 'v1', 'LimitRange', {
        limits: [
          {
            type: 'Container',
            default: { cpu: '4', memory: '8Gi' },
            defaultRequest: { cpu: '2', memory: '4Gi' },
          },
        ],
      }),
    ],
  },
  {
    name: 'the image of the sidecar without a version',
    rules: ['sidecar-image-not-pinned'],
    edits: ({ at, sidecar }) =>
      sidecar.image?.endsWith(':latest') === true
        ? undefined
        : [set(`${at}.image`, (sidecar.image ?? '').replace(/:[^/:]*$/, ''))],
  },
  {
    name: 'a privileged sidecar',
    rules: ['privileged-sidecar-for-pod-lifetime'],
    edits: ({ at, sidecar }) =>
      (sidecar.securityContext?.capabilities?.add ?? []).length > 0
        ? undefined
        : [set(`${at}.securityContext`, { privileged: true })],
  },
  {
    name: 'a restricted namespace, the sidecar alone breaking it',
    rules: ['pod-security-violated-by-sidecar'],
    edits: ({ at, spec, workload }) => {
      const restricted = {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      };
      const others = [
        ...(spec.containers ?? []).map((_, index) => `spec.containers[${index}]`),
        ...(spec.initContainers ?? []).map((_, index) => `spec.initContainers[${index}]`),
      ].filter((path) => path !== at);
      const hasHostPorts = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].some(({ ports }) =>
        (ports ?? []).some(({ hostPort }) => hostPort),
      );
      const volumes = (spec.volumes ?? []).some(({ hostPath }) => hostPath !== undefined);
      if (workload.source.namespace === null || hasHostPorts || volumes) return undefined;
      return [
        ...others.map((path) => set(`${path}.securityContext`, restricted)),
        set(`${at}.securityContext`, { ...restricted, allowPrivilegeEscalation: true }),
      ];
    },
    beside: ({ workload }) => [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: workload.source.namespace ?? 'default',
          labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      },
    ],
  },
  {
    name: 'a cluster of 1.28',
    rules: ['cluster-too-old-for-sidecars'],
    version: '1.28',
    edits: ({ at }) => [set(`${at}.restartPolicy`, 'Always')],
  },
  {
    name: 'a Job without a deadline',
    rules: ['job-startup-can-hang-forever'],
    prepare: (subject) => [set(`@${jobPath(subject)}.activeDeadlineSeconds`, 3600)],
    edits: (subject) => (isJob(subject) ? [remove(`@${jobPath(subject)}.activeDeadlineSeconds`)] : undefined),
  },
  {
    name: 'restartPolicy Always on the app container of a Job',
    rules: ['restart-policy-on-app-container'],
    edits: (subject) => (isJob(subject) ? [set(`${subject.appAt}.restartPolicy`, 'Always')] : undefined),
  },
  {
    name: 'a podFailurePolicy that names no container',
    rules: ['pod-failure-policy-unscoped'],
    edits: (subject) =>
      isJob(subject) && subject.spec.restartPolicy === 'Never'
        ? [
            set(`@${jobPath(subject)}.podFailurePolicy`, {
              rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [137] } }],
            }),
          ]
        : undefined,
  },
  {
    name: 'end the proxy from the command of the app',
    rules: ['sidecar-quit-call'],
    edits: ({ appAt }) => [
      set(`${appAt}.command`, SHELL('./run; curl -sf -X POST http://127.0.0.1:15020/quitquitquit')),
    ],
  },
  {
    name: 'wait for the proxy in the command of the app',
    rules: ['wait-wrapper-hack'],
    edits: ({ appAt }) => [
      set(
        `${appAt}.command`,
        SHELL('until curl -fsI http://localhost:15021/healthz/ready; do sleep 1; done; exec ./run'),
      ),
    ],
  },
  {
    name: 'kill the sidecar from the app through a shared process namespace',
    rules: ['pid-namespace-kill-hack'],
    edits: ({ appAt }) => [
      set('spec.shareProcessNamespace', true),
      set(`${appAt}.command`, SHELL('./run; pkill -TERM envoy')),
    ],
  },
  {
    name: 'all work in the sidecar, a pause beside it',
    rules: ['main-workload-as-sidecar'],
    edits: ({ appAt, spec }) =>
      (spec.containers ?? []).length === 1
        ? [
            set(`${appAt}.image`, 'registry.k8s.io/pause:3.10'),
            {
              op: 'insert',
              path: 'spec.initContainers',
              value: {
                name: 'shop',
                image: 'shop:1',
                restartPolicy: 'Always',
                ports: [{ containerPort: 8080 }],
              },
            },
          ]
        : undefined,
  },
  {
    name: 'an init container that asks for more than everything that runs',
    rules: ['init-peak-dominates'],
    prepare: ({ appAt }) => [set(`${appAt}.resources.requests`, { cpu: '100m', memory: '64Mi' })],
    edits: ({ spec }) => [
      {
        op: 'insert',
        path: 'spec.initContainers',
        index: (spec.initContainers ?? []).length,
        value: { name: 'migrate', image: 'shop:1', resources: { requests: { cpu: '16', memory: '32Gi' } } },
      },
    ],
  },
  {
    name: 'a sidecar that uses another one behind it',
    rules: ['sidecar-stop-order-inverted', 'init-before-needed-sidecar'],
    edits: ({ index, sidecar }) => {
      const port = firstPort(sidecar);
      if (port === undefined) return undefined;
      const value = {
        name: 'shipper',
        image: 'acme/shipper:1',
        restartPolicy: 'Always',
        args: [`--target=http://127.0.0.1:${port}`],
      };
      return [{ op: 'insert', path: 'spec.initContainers', index, value }];
    },
  },
];
