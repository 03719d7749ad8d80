import type { Container } from '../kubernetes/api-types.gen.ts';
import type { Pod } from '../workload/workload.ts';
import { annotationOf, firstContainer, type MeshProfile } from './profile.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const ADMIN_PORT = 9901;

/** Labels of the Pods that OpenShift makes to build and deploy. */
const EXCEPTIONS = ['openshift.io/build.name', 'openshift.io/deployer-pod-for.name'];

/** The data plane as the control plane's defaults have it. */
export const KUMA: MeshProfile = {
  mesh: 'kuma',
  ignoredNamespaces: ['kuma-system', 'kube-system'],
  refuses: ({ metadata }) => {
    const label = EXCEPTIONS.find((key) => Object.hasOwn(metadata.labels ?? {}, key));
    return label === undefined ? undefined : `it has the label ${label}`;
  },
  nativeByPod: () => undefined,
  regularPlace: () => 'first',
  annotations: (pod) =>
    (pod.spec.containers ?? []).length === 1 && annotationOf(pod, DEFAULT_CONTAINER) === undefined
      ? { [DEFAULT_CONTAINER]: firstContainer(pod) }
      : {},
  init: () => ({
    name: 'kuma-init',
    image: 'kuma/kuma-init:injected',
    command: ['/usr/bin/kumactl', 'install', 'transparent-proxy'],
    resources: {
      limits: { cpu: '100m', memory: '50M' },
      requests: { cpu: '20m', memory: '20M' },
    },
    securityContext: {
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: 0,
      runAsUser: 0,
    },
  }),
  proxy,
  source:
    'kumahq/kuma:pkg/plugins/runtime/k8s/webhooks/injector/injector.go, pkg/plugins/runtime/k8s/containers/factory.go, pkg/config/plugins/runtime/k8s/config.go',
  checked: '2026-11',
};

function proxy(pod: Pod, native: boolean): Container {
  const port = Number(annotationOf(pod, 'kuma.io/envoy-admin-port') ?? ADMIN_PORT);
  const ready = {
    httpGet: { path: '/ready', port },
    timeoutSeconds: 3,
    periodSeconds: 5,
    failureThreshold: 12,
    successThreshold: 1,
  };
  const preStop = { exec: { command: ['killall', '-USR2', 'kuma-dp'] } };
  const drainTime = annotationOf(pod, 'kuma.io/sidecar-drain-time') ?? '30s';
  return {
    name: 'kuma-sidecar',
    image: 'kuma/kuma-dp:injected',
    imagePullPolicy: 'IfNotPresent',
    args: ['run', '--log-level=info', '--concurrency=2'],
    env: [{ name: 'KUMA_DATAPLANE_DRAIN_TIME', value: drainTime }],
    livenessProbe: { ...ready, initialDelaySeconds: 60 },
    readinessProbe: { ...ready, initialDelaySeconds: 1 },
    ...(native && { startupProbe: { ...ready, initialDelaySeconds: 1 }, lifecycle: { preStop } }),
    resources: {
      requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '50M' },
      limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '1G' },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: 5678,
      runAsUser: 5678,
    },
  };
}
