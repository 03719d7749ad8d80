import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import { flagValue } from '../signs/flags.ts';
import { hooksOf } from '../signs/hooks.ts';
import { environmentValue } from '../signs/texts.ts';
import { servingProduct } from './products.ts';

/** How a product tells that it can do its work, as its vendor has it in a startupProbe. */
interface KnownStartup {
  /** Id of the product. */
  readonly product: string;
  readonly path: string;
  /** The port, if the container serves it to the kubelet. */
  readonly port: (container: Container) => number | undefined;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly source: string;
  readonly checked: string;
}

const portIn = (address: string | undefined): number | undefined => {
  const port = /:(\d{1,5})$/.exec(address ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
};

const isLoopback = (address: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(address);

/** The health endpoints of Google's database proxies, off and on loopback unless asked for. */
function googleProxyPort(container: Container, prefix: string): number | undefined {
  const isOn = flagValue(container, 'health-check', `${prefix}_HEALTH_CHECK`);
  const address = flagValue(container, 'http-address', `${prefix}_HTTP_ADDRESS`) ?? 'localhost';
  if (isOn === undefined || isOn === 'false' || isLoopback(address)) return undefined;
  return Number(flagValue(container, 'http-port', `${prefix}_HTTP_PORT`) ?? '9090');
}

/** With status port 0 nothing answers behind 15021; the injected hook names that port. */
const hasStatusServer = (container: Container): boolean =>
  !hooksOf(container).some(({ text }) => text.includes('--debug-port=0'));

export const KNOWN_STARTUPS: readonly KnownStartup[] = [
  {
    product: 'istio-proxy',
    path: '/healthz/ready',
    port: (container) => (hasStatusServer(container) ? 15021 : undefined),
    periodSeconds: 1,
    failureThreshold: 600,
    source: 'istio/istio:manifests/charts/istio-control/istio-discovery/files/injection-template.yaml',
    checked: '2026-09',
  },
  {
    product: 'linkerd-proxy',
    path: '/ready',
    port: (container) => portIn(environmentValue(container, 'LINKERD2_PROXY_ADMIN_LISTEN_ADDR')) ?? 4191,
    periodSeconds: 1,
    failureThreshold: 120,
    source: 'linkerd/linkerd2:charts/partials/templates/_proxy.tpl',
    checked: '2026-09',
  },
  {
    product: 'cloud-sql-proxy',
    path: '/startup',
    port: (container) => googleProxyPort(container, 'CSQL_PROXY'),
    periodSeconds: 1,
    failureThreshold: 60,
    source: 'GoogleCloudPlatform/cloud-sql-proxy:examples/k8s-health-check, cmd/root.go',
    checked: '2026-09',
  },
  {
    product: 'git-sync',
    path: '/',
    port: (container) => portIn(flagValue(container, 'http-bind', 'GITSYNC_HTTP_BIND')),
    periodSeconds: 1,
    failureThreshold: 60,
    source: 'kubernetes/git-sync:README.md',
    checked: '2026-09',
  },
  {
    product: 'oauth2-proxy',
    path: '/ready',
    port: (container) => {
      const address = flagValue(container, 'http-address', 'OAUTH2_PROXY_HTTP_ADDRESS');
      return address === undefined || isLoopback(address.replace(/^https?:\/\//, ''))
        ? undefined
        : portIn(address);
    },
    periodSeconds: 1,
    failureThreshold: 30,
    source: 'oauth2-proxy/oauth2-proxy:oauthproxy.go',
    checked: '2026-09',
  },
  {
    product: 'tailscale',
    path: '/healthz',
    port: (container) =>
      environmentValue(container, 'TS_ENABLE_HEALTH_CHECK') === 'true'
        ? portIn(environmentValue(container, 'TS_LOCAL_ADDR_PORT') ?? '[::]:9002')
        : undefined,
    periodSeconds: 1,
    failureThreshold: 60,
    source: 'tailscale/tailscale:cmd/containerboot/main.go',
    checked: '2026-09',
  },
];

/** What is known of how the product of a container starts. */
const knownStartup = (container: Container): KnownStartup | undefined => {
  const product = servingProduct(container)?.id;
  return KNOWN_STARTUPS.find((one) => one.product === product);
};

/** The startupProbe that a container can have as it stands. */
export function knownStartupProbe(container: Container): Probe | undefined {
  const known = knownStartup(container);
  const port = known?.port(container);
  if (known === undefined || port === undefined) return undefined;
  const { path, periodSeconds, failureThreshold } = known;
  return { httpGet: { path, port }, periodSeconds, failureThreshold };
}

/** For how long the vendor waits for the start. */
export function vendorStartupSeconds(container: Container): number | undefined {
  const known = knownStartup(container);
  return known && known.periodSeconds * known.failureThreshold;
}
