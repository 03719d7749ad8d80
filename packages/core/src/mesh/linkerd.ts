import type { Container } from '../kubernetes/api-types.gen.ts';
import type { Pod } from '../workload/workload.ts';
import { annotatedResources, annotationOf, flagOf, type MeshProfile } from './profile.ts';

const PREFIXES = ['config.linkerd.io', 'config.beta.linkerd.io', 'config.alpha.linkerd.io'];

/** The proxy as the chart's partials write it, awaited unless an annotation says otherwise. */
export const LINKERD: MeshProfile = {
  mesh: 'linkerd',
  ignoredNamespaces: ['kube-system'],
  refuses: ({ spec }) => {
    if (spec.hostNetwork === true) return 'it has hostNetwork';
    return spec.automountServiceAccountToken === false ? 'it mounts no service account token' : undefined;
  },
  nativeByPod: (pod) => flagOf(pod, ...PREFIXES.map((prefix) => `${prefix}/proxy-enable-native-sidecar`)),
  regularPlace: (pod) => (awaits(pod) ? 'first' : 'last'),
  annotations: () => ({}),
  init: () => ({
    name: 'linkerd-init',
    image: 'cr.l5d.io/linkerd/proxy:injected',
    command: ['/usr/lib/linkerd/linkerd2-proxy-init'],
    args: ['--incoming-proxy-port', '4143', '--outgoing-proxy-port', '4140', '--proxy-uid', '2102'],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 65534,
      runAsNonRoot: true,
      runAsUser: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  }),
  proxy,
  source:
    'linkerd/linkerd2:charts/partials/templates/_proxy.tpl, charts/patch/templates/patch.json, pkg/inject/report.go',
  checked: '2026-11',
};

const awaits = (pod: Pod): boolean => annotationOf(pod, 'config.linkerd.io/proxy-await') !== 'disabled';

function proxy(pod: Pod, native: boolean): Container {
  const ready = { httpGet: { path: '/ready', port: 4191 } };
  const await4191 = { exec: { command: ['/usr/lib/linkerd/linkerd-await', '--timeout=2m', '--port=4191'] } };
  const resources = annotatedResources(pod, {
    requests: {
      cpu: 'config.linkerd.io/proxy-cpu-request',
      memory: 'config.linkerd.io/proxy-memory-request',
    },
    limits: { cpu: 'config.linkerd.io/proxy-cpu-limit', memory: 'config.linkerd.io/proxy-memory-limit' },
  });
  return {
    name: 'linkerd-proxy',
    image: 'cr.l5d.io/linkerd/proxy:injected',
    ports: [
      { name: 'linkerd-proxy', containerPort: 4143 },
      { name: 'linkerd-admin', containerPort: 4191 },
    ],
    ...(Object.keys(resources).length > 0 && { resources }),
    livenessProbe: { httpGet: { path: '/live', port: 4191 }, initialDelaySeconds: 10, timeoutSeconds: 1 },
    readinessProbe: { ...ready, initialDelaySeconds: 2, timeoutSeconds: 1 },
    ...(native && awaits(pod) && { startupProbe: { ...ready, periodSeconds: 1, failureThreshold: 120 } }),
    ...(!native && awaits(pod) && { lifecycle: { postStart: await4191 } }),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 2102,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}
