import type { Sidecar } from '../sidecar.ts';
import { ambassador } from './archetypes.ts';

export interface Oauth2ProxyOptions {
  /** Where the app listens: `http://127.0.0.1:3000`. */
  readonly upstream: `http${'s' | ''}://${string}`;
  /** Default `v7.15.3`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags. Secrets belong into `.env({ OAUTH2_PROXY_CLIENT_SECRET: { secretKeyRef … } })`. */
  readonly args?: readonly string[];
}

/**
 * oauth2-proxy in front of the app, checked against 7.15. It listens on all addresses (its default is localhost). On
 * SIGTERM it goes on with open requests without a limit of its own. All traffic comes through it: let the app's
 * container sleep before it stops (`preStopSleep`), so that late requests find both.
 *
 * @see https://github.com/oauth2-proxy/manifests/tree/main/helm/oauth2-proxy
 * @see https://github.com/oauth2-proxy/oauth2-proxy/blob/master/oauthproxy.go
 */
export const oauth2Proxy = ({
  upstream,
  version = 'v7.15.3',
  args = [],
}: Oauth2ProxyOptions): Sidecar<'oauth2-proxy', 'login'> =>
  ambassador('oauth2-proxy', {
    image: `quay.io/oauth2-proxy/oauth2-proxy:${version}`,
    ports: { login: 4180 },
    startup: { http: '/ready', port: 'login', periodSeconds: 1, failureThreshold: 30 },
    readiness: { http: '/ready', port: 'login' },
  })
    .args('--http-address=0.0.0.0:4180', `--upstream=${upstream}`, ...args)
    .liveness({ http: '/ping', port: 'login' });
