import type { Need } from '../check/release.ts';
import { type Sidecar, sidecar } from '../sidecar.ts';

export interface Oauth2ProxyOptions {
  /** Where the app listens: `http://127.0.0.1:3000`. */
  readonly upstream: `http${'s' | ''}://${string}`;
  /** How long it goes on serving while endpoints are being withdrawn; default 5. */
  readonly drainSeconds?: number;
  /** Default `v7.15.3`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags. Secrets belong into `.env({ OAUTH2_PROXY_CLIENT_SECRET: { secretKeyRef … } })`. */
  readonly args?: readonly string[];
}

/**
 * oauth2-proxy in front of the app, checked against 7.15. It listens on all addresses (its default is localhost), and
 * sleeps before it stops, as all traffic comes through it. Kubernetes 1.30.
 *
 * @see https://github.com/oauth2-proxy/manifests/tree/main/helm/oauth2-proxy
 * @see https://github.com/oauth2-proxy/oauth2-proxy/blob/master/oauthproxy.go
 */
export const oauth2Proxy = ({
  upstream,
  drainSeconds = 5,
  version = 'v7.15.3',
  args = [],
}: Oauth2ProxyOptions): Sidecar<'oauth2-proxy', 'login', never, Need<'preStopSleep'>> =>
  sidecar('oauth2-proxy', `quay.io/oauth2-proxy/oauth2-proxy:${version}`)
    .args('--http-address=0.0.0.0:4180', `--upstream=${upstream}`, ...args)
    .ports({ login: 4180 })
    .startup({ http: '/ready', port: 'login', periodSeconds: 1, failureThreshold: 30 })
    .readiness({ http: '/ready', port: 'login' })
    .liveness({ http: '/ping', port: 'login' })
    .preStopSleep<number>(drainSeconds);
