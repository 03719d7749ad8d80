import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { Mesh } from '../settings.ts';
import { productOf } from './products.ts';

/** A label or annotation with the values that count. */
export interface Mark {
  readonly on: 'labels' | 'annotations';
  readonly key: string;
  /** Any value but an empty one if absent. */
  readonly values?: readonly string[];
}

/** How a mesh is told what to do with a Pod, and what it puts there. */
export interface MeshFacts {
  readonly mesh: Mesh;
  readonly title: string;
  /** Product id of its proxy. */
  readonly proxy: string;
  /** Init containers that it injects, and those of them that send the Pod's traffic to the proxy. */
  readonly inits: readonly string[];
  readonly redirects: readonly string[];
  /** User of the proxy, whose traffic is not redirected. */
  readonly uid: number;
  /** On a Pod: makes its proxy a native sidecar, or leaves it out altogether. */
  readonly native: readonly Mark[];
  readonly optOut: readonly Mark[];
  /** On a Namespace: its Pods get a proxy. */
  readonly injected: readonly Mark[];
  /** Annotations of a Pod that let outgoing traffic past the proxy. */
  readonly excludesOutbound: readonly string[];
  readonly source: string;
  readonly checked: string;
}

const LINKERD_NATIVE = ['config', 'config.beta', 'config.alpha'].map(
  (prefix): Mark => ({
    on: 'annotations',
    key: `${prefix}.linkerd.io/proxy-enable-native-sidecar`,
    values: ['true'],
  }),
);

export const MESH_FACTS: readonly MeshFacts[] = [
  {
    mesh: 'istio',
    title: 'Istio',
    proxy: 'istio-proxy',
    inits: ['istio-init', 'istio-validation', 'enable-core-dump'],
    redirects: ['istio-init'],
    uid: 1337,
    native: [{ on: 'annotations', key: 'sidecar.istio.io/nativeSidecar', values: ['true'] }],
    optOut: [
      { on: 'labels', key: 'sidecar.istio.io/inject', values: ['false'] },
      { on: 'annotations', key: 'sidecar.istio.io/inject', values: ['false'] },
    ],
    injected: [
      { on: 'labels', key: 'istio-injection', values: ['enabled'] },
      { on: 'labels', key: 'istio.io/rev' },
    ],
    excludesOutbound: [
      'traffic.sidecar.istio.io/excludeOutboundPorts',
      'traffic.sidecar.istio.io/excludeOutboundIPRanges',
    ],
    source: 'istio/istio:manifests/charts/istio-control/istio-discovery/files/injection-template.yaml',
    checked: '2026-09',
  },
  {
    mesh: 'linkerd',
    title: 'Linkerd',
    proxy: 'linkerd-proxy',
    inits: ['linkerd-init', 'linkerd-network-validator'],
    redirects: ['linkerd-init'],
    uid: 2102,
    native: LINKERD_NATIVE,
    optOut: [{ on: 'annotations', key: 'linkerd.io/inject', values: ['disabled'] }],
    injected: [{ on: 'annotations', key: 'linkerd.io/inject', values: ['enabled', 'ingress'] }],
    excludesOutbound: ['config.linkerd.io/skip-outbound-ports'],
    source: 'linkerd/linkerd2:pkg/k8s/labels.go, charts/linkerd-control-plane/values.yaml',
    checked: '2026-09',
  },
  {
    mesh: 'kuma',
    title: 'Kuma',
    proxy: 'kuma-sidecar',
    inits: ['kuma-init', 'kuma-validation'],
    redirects: ['kuma-init'],
    uid: 5678,
    native: [],
    optOut: [
      { on: 'labels', key: 'kuma.io/sidecar-injection', values: ['disabled', 'false'] },
      { on: 'annotations', key: 'kuma.io/sidecar-injection', values: ['disabled', 'false'] },
    ],
    injected: [
      { on: 'labels', key: 'kuma.io/sidecar-injection', values: ['enabled', 'true'] },
      { on: 'annotations', key: 'kuma.io/sidecar-injection', values: ['enabled', 'true'] },
    ],
    excludesOutbound: ['traffic.kuma.io/exclude-outbound-ports'],
    source: 'kumahq/kuma:pkg/plugins/runtime/k8s/webhooks/injector/testdata',
    checked: '2026-09',
  },
];

/** The mesh whose proxy a container is. */
export function meshOfProxy(container: Container): MeshFacts | undefined {
  const product = productOf(container)?.id;
  return MESH_FACTS.find(({ proxy }) => proxy === product);
}

/** Whether a mesh has put this init container there. */
export const isMeshInit = ({ name }: Container): boolean =>
  MESH_FACTS.some(({ inits }) => inits.includes(name ?? ''));
