import type { Container, ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import type { Pod } from '../workload/workload.ts';
import { annotatedResources, annotationOf, firstContainer, flagOf, type MeshProfile } from './profile.ts';

const READY = { httpGet: { path: '/healthz/ready', port: 15021 }, timeoutSeconds: 3 };
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The sidecar template of the default profile, and Envoy's ports as it writes them. */
export const ISTIO: MeshProfile = {
  mesh: 'istio',
  ignoredNamespaces: ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'],
  refuses: ({ spec }) => (spec.hostNetwork === true ? 'it has hostNetwork' : undefined),
  nativeByPod: (pod) => flagOf(pod, 'sidecar.istio.io/nativeSidecar'),
  regularPlace: (pod) => (holdsApp(pod) ? 'first' : 'last'),
  annotations: (pod) =>
    annotationOf(pod, DEFAULT_CONTAINER) === undefined ? { [DEFAULT_CONTAINER]: firstContainer(pod) } : {},
  init: (pod) => ({
    name: 'istio-init',
    image: 'istio/proxyv2:injected',
    args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT'],
    resources: resources(pod),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: false,
      runAsGroup: 0,
      runAsNonRoot: false,
      runAsUser: 0,
    },
  }),
  proxy,
  source:
    'istio/istio:manifests/charts/istio-control/istio-discovery/files/injection-template.yaml, pkg/kube/inject/inject.go',
  checked: '2026-11',
};

function proxy(pod: Pod, native: boolean): Container {
  const preStop = { exec: { command: ['pilot-agent', 'request', '--debug-port=15020', 'POST', 'drain'] } };
  const postStart = { exec: { command: ['pilot-agent', 'wait'] } };
  return {
    name: 'istio-proxy',
    image: 'istio/proxyv2:injected',
    args: ['proxy', 'sidecar'],
    ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
    resources: resources(pod),
    readinessProbe: { ...READY, periodSeconds: 15, failureThreshold: 4 },
    startupProbe: { ...READY, periodSeconds: 1, failureThreshold: 600 },
    ...(native && { lifecycle: { preStop } }),
    ...(!native && holdsApp(pod) && { lifecycle: { postStart } }),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 1337,
      runAsNonRoot: true,
      runAsUser: 1337,
    },
  };
}

const holdsApp = (pod: Pod): boolean =>
  /holdApplicationUntilProxyStarts["']?\s*:\s*["']?true/.test(
    annotationOf(pod, 'proxy.istio.io/config') ?? '',
  );

const DEFAULT: ResourceRequirements = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '2', memory: '1Gi' },
};

/** One annotation takes the place of all defaults. */
function resources(pod: Pod): ResourceRequirements {
  const given = annotatedResources(pod, {
    requests: { cpu: 'sidecar.istio.io/proxyCPU', memory: 'sidecar.istio.io/proxyMemory' },
    limits: { cpu: 'sidecar.istio.io/proxyCPULimit', memory: 'sidecar.istio.io/proxyMemoryLimit' },
  });
  return Object.keys(given).length === 0 ? DEFAULT : given;
}
