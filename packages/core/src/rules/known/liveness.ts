import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import { servingProduct } from './products.ts';
import { knownStartupProbe } from './startup-probes.ts';

/** Where a product tells that it still works, on the port on which it tells that it has started. */
interface KnownLiveness {
  /** Id of the product. */
  readonly product: string;
  readonly path: string;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly source: string;
  readonly checked: string;
}

const KNOWN: readonly KnownLiveness[] = [
  {
    product: 'linkerd-proxy',
    path: '/live',
    periodSeconds: 10,
    failureThreshold: 3,
    source: 'linkerd/linkerd2:charts/partials/templates/_proxy.tpl',
    checked: '2026-09',
  },
  {
    product: 'cloud-sql-proxy',
    path: '/liveness',
    periodSeconds: 60,
    failureThreshold: 5,
    source: 'GoogleCloudPlatform/cloud-sql-proxy:examples/k8s-health-check',
    checked: '2026-09',
  },
  {
    product: 'oauth2-proxy',
    path: '/ping',
    periodSeconds: 10,
    failureThreshold: 3,
    source: 'oauth2-proxy/manifests:helm/oauth2-proxy',
    checked: '2026-09',
  },
];

/** The livenessProbe of the vendor that a container can have as it stands. */
export function knownLivenessProbe(container: Container): Probe | undefined {
  const known = KNOWN.find((one) => one.product === servingProduct(container)?.id);
  const port = knownStartupProbe(container)?.httpGet?.port;
  if (known === undefined || port === undefined) return undefined;
  const { path, periodSeconds, failureThreshold } = known;
  return { httpGet: { path, port }, periodSeconds, failureThreshold };
}
