import type { Container } from '../../kubernetes/api-types.gen.ts';
import { repositoryOf } from '../signs/image.ts';
import { once } from '../signs/once.ts';
import { environmentValue } from '../signs/texts.ts';

/** What a product is there for beside an app. */
export type Purpose =
  /** Carries the Pod's traffic, in, out or both. */
  | 'mesh-proxy'
  | 'ingress-proxy'
  | 'database-proxy'
  | 'app-runtime'
  | 'secrets'
  | 'logs'
  | 'telemetry'
  | 'metrics'
  | 'file-sync'
  | 'reload'
  | 'network'
  | 'containers';

/** Which way traffic goes through it: into the Pod, out of it, both, or not at all. */
export type Traffic = 'in' | 'out' | 'both' | 'none';

/** A program that people run beside an app and that serves until it is stopped. */
export interface Product {
  readonly id: string;
  readonly purpose: Purpose;
  readonly traffic: Traffic;
  /** Repository of its images, without registry and tag. */
  readonly image: RegExp;
  /** Container names that only it has, in the manifests of its vendor or injector. */
  readonly names: readonly string[];
  /** Words that make it do one thing and end. */
  readonly ends: RegExp;
  /** Words without which it is another program of the same image. */
  readonly needs?: RegExp;
  /** Environment variables, and the value with which they make it end. */
  readonly endsWith?: Readonly<Record<string, string>>;
  /** Where this was read, and the month in which somebody last looked. */
  readonly source: string;
  readonly checked: string;
}

const HELP = /^-+(?:help|version)$/;

/** Every product that a rule knows. A row has a source; what nobody read in one is left out. */
export const PRODUCTS: readonly Product[] = [
  {
    id: 'istio-proxy',
    purpose: 'mesh-proxy',
    traffic: 'both',
    image: /(?:^|\/)proxyv2$/,
    names: ['istio-proxy'],
    ends: HELP,
    needs: /^proxy$/,
    source: 'istio/istio:manifests/charts/istio-control/istio-discovery/files/injection-template.yaml',
    checked: '2026-09',
  },
  {
    id: 'linkerd-proxy',
    purpose: 'mesh-proxy',
    traffic: 'both',
    image: /(?:^|\/)linkerd\/proxy$/,
    names: ['linkerd-proxy'],
    ends: HELP,
    source: 'linkerd/linkerd2:charts/partials/templates/_proxy.tpl',
    checked: '2026-09',
  },
  {
    id: 'kuma-sidecar',
    purpose: 'mesh-proxy',
    traffic: 'both',
    image: /(?:^|\/)kuma-(?:dp|sidecar)$/,
    names: ['kuma-sidecar'],
    ends: HELP,
    source: 'kumahq/kuma:pkg/plugins/runtime/k8s/webhooks/injector/testdata',
    checked: '2026-09',
  },
  {
    id: 'envoy',
    purpose: 'mesh-proxy',
    traffic: 'both',
    image: /(?:^|\/)envoyproxy\/envoy(?:-distroless|-contrib)?$/,
    names: ['envoy'],
    ends: /^(?:validate|-+(?:mode|version|help))\b/,
    source: 'envoyproxy/envoy:docs/root/operations/cli.rst',
    checked: '2026-09',
  },
  {
    id: 'oauth2-proxy',
    purpose: 'ingress-proxy',
    traffic: 'in',
    image: /(?:^|\/)oauth2-proxy(?:\/oauth2-proxy)?$/,
    names: ['oauth2-proxy'],
    ends: HELP,
    source: 'oauth2-proxy/manifests:helm/oauth2-proxy',
    checked: '2026-09',
  },
  {
    id: 'cloud-sql-proxy',
    purpose: 'database-proxy',
    traffic: 'out',
    image: /(?:^|\/)(?:cloud-sql-proxy|gce-proxy)$/,
    names: ['cloud-sql-proxy', 'cloudsql-proxy'],
    ends: /^(?:wait|shutdown|completion|-+(?:version|help))$/,
    source: 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go',
    checked: '2026-09',
  },
  {
    id: 'alloydb-auth-proxy',
    purpose: 'database-proxy',
    traffic: 'out',
    image: /(?:^|\/)alloydb-auth-proxy$/,
    names: ['alloydb-auth-proxy'],
    ends: /^(?:wait|shutdown|completion|-+(?:version|help))$/,
    source: 'GoogleCloudPlatform/alloydb-auth-proxy#157',
    checked: '2026-09',
  },
  {
    id: 'pgbouncer',
    purpose: 'database-proxy',
    traffic: 'out',
    image: /(?:^|\/)pgbouncer$/,
    names: ['pgbouncer'],
    ends: HELP,
    source: 'GoogleCloudPlatform/cloud-sql-proxy:examples/k8s-service/pgbouncer_deployment.yaml',
    checked: '2026-09',
  },
  {
    id: 'daprd',
    purpose: 'app-runtime',
    traffic: 'both',
    image: /(?:^|\/)(?:daprd|daprio\/dapr)$/,
    names: ['daprd'],
    ends: /^-+(?:version|build-info|help)$/,
    source: 'dapr/dapr:pkg/injector/patcher/sidecar_container.go',
    checked: '2026-09',
  },
  {
    id: 'vault-agent',
    purpose: 'secrets',
    traffic: 'none',
    image: /(?:^|\/)vault$/,
    names: ['vault-agent'],
    needs: /(?:^|\s|\/)agent(?:\s|$)/,
    ends: /(?:^|\s)-+(?:exit-after-auth|help|version)\b/,
    source: 'hashicorp/vault-k8s:agent-inject/agent/container_sidecar.go',
    checked: '2026-09',
  },
  {
    id: 'fluent-bit',
    purpose: 'logs',
    traffic: 'none',
    image: /(?:^|\/)(?:aws-for-)?fluent-bit$/,
    names: ['fluent-bit'],
    ends: /^(?:-D|-V|-h|--(?:dry-run|version|help|sosreport))$/,
    source: 'fluent/helm-charts:charts/fluent-bit/values.yaml',
    checked: '2026-09',
  },
  {
    id: 'filebeat',
    purpose: 'logs',
    traffic: 'none',
    image: /(?:^|\/)filebeat(?:-oss)?$/,
    names: ['filebeat'],
    ends: /^(?:setup|test|version|export|keystore|-+once)$/,
    source: 'kubernetes/kubernetes#25908',
    checked: '2026-09',
  },
  {
    id: 'promtail',
    purpose: 'logs',
    traffic: 'none',
    image: /(?:^|\/)promtail$/,
    names: ['promtail'],
    ends: /^-+(?:dry-run|stdin|version|check-syntax|help)\b/,
    source: 'kubernetes/kubernetes#25908',
    checked: '2026-09',
  },
  {
    id: 'otel-collector',
    purpose: 'telemetry',
    traffic: 'none',
    image: /(?:^|\/)(?:otelcol|opentelemetry-collector)(?:-contrib|-k8s|-core)?$/,
    names: ['otel-collector', 'otc-container'],
    ends: /^(?:validate|components|print-initial-config|-+(?:version|help))$/,
    source: 'open-telemetry/opentelemetry-helm-charts:charts/opentelemetry-collector/values.yaml',
    checked: '2026-09',
  },
  {
    id: 'nginx-prometheus-exporter',
    purpose: 'metrics',
    traffic: 'none',
    image: /(?:^|\/)nginx-prometheus-exporter$/,
    names: ['nginx-prometheus-exporter'],
    ends: HELP,
    source: 'nginx/nginx-prometheus-exporter:README.md',
    checked: '2026-09',
  },
  {
    id: 'git-sync',
    purpose: 'file-sync',
    traffic: 'none',
    image: /(?:^|\/)git-sync$/,
    names: ['git-sync'],
    ends: /^-+(?:one-time|version|man|help)\b/,
    endsWith: { GITSYNC_ONE_TIME: 'true', GIT_SYNC_ONE_TIME: 'true' },
    source: 'kubernetes/git-sync:README.md',
    checked: '2026-09',
  },
  {
    id: 'config-reloader',
    purpose: 'reload',
    traffic: 'none',
    image: /(?:^|\/)(?:prometheus-config-reloader|configmap-reload)$/,
    names: ['config-reloader', 'configmap-reload'],
    ends: /^-+(?:watch-interval=0|help|version)\b/,
    source:
      'prometheus-operator/prometheus-operator:pkg/operator/config_reloader.go, jimmidyson/configmap-reload:README.md',
    checked: '2026-09',
  },
  {
    id: 'k8s-sidecar',
    purpose: 'reload',
    traffic: 'none',
    image: /(?:^|\/)k8s-sidecar$/,
    names: [],
    ends: HELP,
    endsWith: { METHOD: 'LIST' },
    source: 'kiwigrid/k8s-sidecar:README.md',
    checked: '2026-09',
  },
  {
    id: 'tailscale',
    purpose: 'network',
    traffic: 'both',
    image: /(?:^|\/)tailscale$/,
    names: ['tailscale', 'ts-sidecar'],
    ends: HELP,
    source: 'tailscale/tailscale:cmd/containerboot/main.go',
    checked: '2026-09',
  },
  {
    id: 'dind',
    purpose: 'containers',
    traffic: 'none',
    image: /(?:^|\/)docker$/,
    names: ['dind'],
    needs: /^(?:dockerd|--host=)/,
    ends: HELP,
    source: 'actions/actions-runner-controller#3201',
    checked: '2026-09',
  },
];

/** The product whose image a container has, whatever it does with it. */
export const productOfImage: (container: Container) => Product | undefined = once(({ image }: Container) => {
  const repository = repositoryOf(image ?? '');
  return PRODUCTS.find((product) => product.image.test(repository));
});

/** The product after which a container is named. */
const productOfName = ({ name }: Container): Product | undefined =>
  PRODUCTS.find(({ names }) => names.includes(name ?? ''));

/** The product that a container is: by its image, else by its name. */
export const productOf = (container: Container): Product | undefined =>
  productOfImage(container) ?? productOfName(container);

/** The product that a container runs in its serving form, with the image's own entrypoint. */
export function servingProduct(container: Container): Product | undefined {
  const product = productOfImage(container);
  return product !== undefined && serves(product, container) ? product : undefined;
}

/** The product after which a container of another image is named, if it would serve. */
export function productNamed(container: Container): Product | undefined {
  const product = productOfName(container);
  return product !== undefined && product.needs === undefined && serves(product, container)
    ? product
    : undefined;
}

/** `--one-time=false` tells nothing. */
const isTold = (ends: RegExp, word: string): boolean => ends.test(word) && !word.endsWith('=false');

function serves({ ends, needs, endsWith = {} }: Product, container: Container): boolean {
  const args = container.args ?? [];
  return (
    container.command === undefined &&
    !Object.entries(endsWith).some(([name, value]) => environmentValue(container, name) === value) &&
    !args.some((word) => isTold(ends, word)) &&
    (needs === undefined || args.some((word) => needs.test(word)))
  );
}

/** How a product is told to do one thing and end: `git-sync --one-time`. */
export function endingForm(container: Container): string | undefined {
  const product = container.command === undefined ? productOfImage(container) : undefined;
  if (product === undefined) return undefined;
  const word = (container.args ?? []).find((one) => isTold(product.ends, one));
  const [variable] = Object.entries(product.endsWith ?? {}).find(
    ([name, value]) => environmentValue(container, name) === value,
  ) ?? [undefined];
  const told = word ?? variable;
  return told === undefined ? undefined : `${product.id} ${told}`;
}
