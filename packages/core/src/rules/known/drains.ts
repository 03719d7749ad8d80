export type DrainPlace = 'variables' | 'annotations' | 'files';

/** A setting that says how long a product goes on after SIGTERM. */
export interface DrainSetting {
  /** Id of the product. */
  readonly product: string;
  readonly at:
    | { readonly flag: string }
    | { readonly variable: string }
    /** A key of a YAML or JSON text: in a variable, an annotation, or a file of a ConfigMap. */
    | { readonly key: string; readonly in: readonly DrainPlace[] };
  /** Of a number without a unit. */
  readonly unit: 'seconds' | 'none';
  /** Whether it ends earlier once nothing is open any more. */
  readonly atMost: boolean;
  readonly source: string;
  readonly checked: string;
}

const CHECKED = '2026-09';

const flag = (product: string, name: string, atMost: boolean, source: string): DrainSetting => ({
  product,
  at: { flag: name },
  unit: 'none',
  atMost,
  source,
  checked: CHECKED,
});

const variable = (product: string, name: string, atMost: boolean, source: string): DrainSetting => ({
  ...flag(product, name, atMost, source),
  at: { variable: name },
});

const CLOUD_SQL = 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go';
const ALLOYDB = 'GoogleCloudPlatform/alloydb-auth-proxy:cmd/root.go';
const DAPR = 'dapr/dapr:cmd/daprd/options/options.go';

export const DRAIN_SETTINGS: readonly DrainSetting[] = [
  flag('cloud-sql-proxy', 'min-sigterm-delay', false, CLOUD_SQL),
  variable('cloud-sql-proxy', 'CSQL_PROXY_MIN_SIGTERM_DELAY', false, CLOUD_SQL),
  flag('cloud-sql-proxy', 'max-sigterm-delay', true, CLOUD_SQL),
  variable('cloud-sql-proxy', 'CSQL_PROXY_MAX_SIGTERM_DELAY', true, CLOUD_SQL),
  flag('cloud-sql-proxy', 'term_timeout', true, 'GoogleCloudPlatform/cloud-sql-proxy#1115'),
  flag('alloydb-auth-proxy', 'min-sigterm-delay', false, ALLOYDB),
  variable('alloydb-auth-proxy', 'ALLOYDB_PROXY_MIN_SIGTERM_DELAY', false, ALLOYDB),
  flag('alloydb-auth-proxy', 'max-sigterm-delay', true, ALLOYDB),
  variable('alloydb-auth-proxy', 'ALLOYDB_PROXY_MAX_SIGTERM_DELAY', true, ALLOYDB),
  {
    product: 'istio-proxy',
    at: { key: 'terminationDrainDuration', in: ['variables', 'annotations'] },
    unit: 'none',
    atMost: false,
    source: 'istio/istio:pkg/config/mesh/mesh.go, pkg/envoy/agent.go',
    checked: CHECKED,
  },
  variable(
    'linkerd-proxy',
    'LINKERD2_PROXY_SHUTDOWN_GRACE_PERIOD',
    true,
    'linkerd/linkerd2:charts/partials/templates/_proxy.tpl, linkerd/linkerd2-proxy#1815',
  ),
  variable(
    'kuma-sidecar',
    'KUMA_DATAPLANE_DRAIN_TIME',
    false,
    'kumahq/kuma:pkg/config/app/kuma-dp/config.go',
  ),
  { ...flag('daprd', 'dapr-graceful-shutdown-seconds', true, DAPR), unit: 'seconds' },
  flag('daprd', 'dapr-block-shutdown-duration', true, DAPR),
  {
    product: 'fluent-bit',
    at: { key: 'grace', in: ['files'] },
    unit: 'seconds',
    atMost: true,
    source: 'fluent/fluent-bit-docs:administration/configuring-fluent-bit/yaml/service-section.md',
    checked: CHECKED,
  },
];

/** How long a product goes on after SIGTERM if nothing says otherwise, where that is some time. */
interface DefaultDrain {
  readonly product: string;
  readonly seconds: number;
  readonly atMost: boolean;
  readonly source: string;
  readonly checked: string;
}

export const DEFAULT_DRAINS: readonly DefaultDrain[] = [
  {
    product: 'istio-proxy',
    seconds: 5,
    atMost: false,
    source: 'istio/istio:pkg/config/mesh/mesh.go',
    checked: CHECKED,
  },
  {
    product: 'fluent-bit',
    seconds: 5,
    atMost: true,
    source: 'fluent/fluent-bit-docs:administration/configuring-fluent-bit/yaml/service-section.md',
    checked: CHECKED,
  },
  { product: 'daprd', seconds: 5, atMost: true, source: DAPR, checked: CHECKED },
];
