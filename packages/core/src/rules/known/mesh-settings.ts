import type { Mesh } from '../settings.ts';

/** A setting from the time when a mesh's proxy was a regular container, and what a native sidecar makes of it. */
export interface MeshSetting {
  readonly mesh: Mesh;
  /** In the text of an annotation, as the annotation itself, or as an environment variable of the proxy. */
  readonly sign: 'annotation text' | 'annotation' | 'variable';
  /** Key of the annotation, or name of the variable. */
  readonly name: string;
  /** The setting inside the text: on if `true` stands behind it. */
  readonly text?: string;
  /** The value for which this row holds; any without. */
  readonly value?: string;
  readonly effect: 'ignored' | 'works';
  /** In the words of a message, behind the name. */
  readonly says: string;
  readonly source: string;
  readonly checked: string;
}

const ISTIO_CONFIG = 'proxy.istio.io/config';

const HOLD =
  'is ignored: the proxy of native mode has a startupProbe, which holds the app back, and gets no postStart hook';
const EXIT =
  'still works, but SIGTERM comes after the app has ended now, so the proxy finds few connections and exits soon';
const MINIMUM =
  'still works: the proxy waits that long after the app has ended, and the grace period has to hold both';

export const MESH_SETTINGS: readonly MeshSetting[] = [
  {
    mesh: 'istio',
    sign: 'annotation text',
    name: ISTIO_CONFIG,
    text: 'holdApplicationUntilProxyStarts',
    effect: 'ignored',
    says: HOLD,
    source:
      'istio/istio:pkg/kube/inject/testdata/inject/hello.proxyHoldsApplication.yaml.injected; istio/istio#32775',
    checked: '2026-09',
  },
  ...(['annotation text', 'variable'] as const).flatMap((sign): readonly MeshSetting[] => [
    {
      mesh: 'istio',
      sign,
      name: sign === 'variable' ? 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS' : ISTIO_CONFIG,
      text: 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS',
      effect: 'works',
      says: EXIT,
      source: 'istio/istio:pkg/bootstrap, pilot-agent: EXIT_ON_ZERO_ACTIVE_CONNECTIONS; istio/istio#34855',
      checked: '2026-09',
    },
    {
      mesh: 'istio',
      sign,
      name: sign === 'variable' ? 'MINIMUM_DRAIN_DURATION' : ISTIO_CONFIG,
      text: 'MINIMUM_DRAIN_DURATION',
      effect: 'works',
      says: MINIMUM,
      source: 'istio/istio: pilot-agent: MINIMUM_DRAIN_DURATION; istio/istio#47718',
      checked: '2026-09',
    },
  ]),
  {
    mesh: 'linkerd',
    sign: 'annotation',
    name: 'config.alpha.linkerd.io/proxy-wait-before-exit-seconds',
    effect: 'ignored',
    says: 'is not to be used in native mode: the proxy gets SIGTERM after the app has ended, without a wait of its own',
    source: 'linkerd.io: Proxy Configuration, proxy-enable-native-sidecar',
    checked: '2026-09',
  },
  {
    mesh: 'linkerd',
    sign: 'annotation',
    name: 'config.linkerd.io/proxy-await',
    value: 'disabled',
    effect: 'works',
    says: 'still works: it takes the startupProbe away from the proxy, and the app starts before the proxy is ready',
    source:
      'linkerd/linkerd2:charts/partials/templates/_proxy.tpl: a startupProbe only with native and await',
    checked: '2026-09',
  },
  {
    mesh: 'linkerd',
    sign: 'annotation',
    name: 'config.linkerd.io/proxy-await',
    value: 'enabled',
    effect: 'works',
    says: 'adds no postStart hook in native mode: it gives the proxy its startupProbe, as it does by default',
    source:
      'linkerd/linkerd2:charts/partials/templates/_proxy.tpl: a startupProbe only with native and await',
    checked: '2026-09',
  },
];
