import type { Container } from '../../kubernetes/api-types.gen.ts';
import { flagValue } from '../signs/flags.ts';
import { servingProduct } from './products.ts';

/** An endpoint that a product opens on loopback only, unless a flag says otherwise. */
interface LoopbackDefault {
  /** Id of the product. */
  readonly product: string;
  /** Flag of the address, and the variable that means the same. */
  readonly address: readonly [flag: string, variable: string];
  /** Flag of the port, where it has one of its own. */
  readonly port?: readonly [flag: string, variable: string];
  readonly defaultPort: number;
  /** What makes it reachable. */
  readonly remedy: string;
  readonly source: string;
  readonly checked: string;
}

const LOOPBACK_DEFAULTS: readonly LoopbackDefault[] = [
  {
    product: 'cloud-sql-proxy',
    address: ['http-address', 'CSQL_PROXY_HTTP_ADDRESS'],
    port: ['http-port', 'CSQL_PROXY_HTTP_PORT'],
    defaultPort: 9090,
    remedy: '--http-address=0.0.0.0',
    source: 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go, GoogleCloudPlatform/cloud-sql-proxy#1555',
    checked: '2026-09',
  },
  {
    product: 'alloydb-auth-proxy',
    address: ['http-address', 'ALLOYDB_PROXY_HTTP_ADDRESS'],
    port: ['http-port', 'ALLOYDB_PROXY_HTTP_PORT'],
    defaultPort: 9090,
    remedy: '--http-address=0.0.0.0',
    source: 'GoogleCloudPlatform/alloydb-auth-proxy#157',
    checked: '2026-09',
  },
  {
    product: 'oauth2-proxy',
    address: ['http-address', 'OAUTH2_PROXY_HTTP_ADDRESS'],
    defaultPort: 4180,
    remedy: '--http-address=0.0.0.0:4180',
    source: 'oauth2-proxy/manifests:helm/oauth2-proxy',
    checked: '2026-09',
  },
];

export interface DefaultListener {
  readonly product: string;
  readonly port: number;
  readonly remedy: string;
}

/** The endpoint that a container opens on loopback because nothing says otherwise. */
export function defaultListenerOf(container: Container): DefaultListener | undefined {
  const product = servingProduct(container)?.id;
  const known = LOOPBACK_DEFAULTS.find((one) => one.product === product);
  if (known === undefined || flagValue(container, ...known.address) !== undefined) return undefined;
  const port = known.port && flagValue(container, ...known.port);
  return { product: known.product, port: Number(port ?? known.defaultPort), remedy: known.remedy };
}
