import type { Sidecar } from '../sidecar.ts';
import { proxy } from './archetypes.ts';

export interface TailscaleOptions {
  /** The Secret's key with the auth key. */
  readonly authKey: { readonly name: string; readonly key: string };
  /** The Secret it keeps its state in; the Pod's service account has to be allowed to read and write it. */
  readonly stateSecret: string;
  /** Its name in the tailnet; default the Pod's. */
  readonly hostname?: string;
  /** Default `v1.102.4`, of the minor these settings were checked against. */
  readonly version?: string;
}

/**
 * Tailscale in userspace mode, checked against 1.102: no privileges. Its health check answers 200 once it has an
 * address in the tailnet, so what comes next can call through it. `TS_AUTH_ONCE`, or each restart would log in again.
 *
 * @see https://github.com/tailscale/tailscale/blob/main/cmd/containerboot/main.go
 * @see https://github.com/tailscale/tailscale/tree/main/docs/k8s
 */
export const tailscale = ({
  authKey,
  stateSecret,
  hostname,
  version = 'v1.102.4',
}: TailscaleOptions): Sidecar<'tailscale', 'health'> =>
  proxy('tailscale', {
    image: `ghcr.io/tailscale/tailscale:${version}`,
    ports: { health: 9002 },
    startup: { http: '/healthz', port: 'health', periodSeconds: 1, failureThreshold: 60 },
  }).env({
    TS_AUTHKEY: { secretKeyRef: authKey },
    TS_KUBE_SECRET: stateSecret,
    TS_USERSPACE: 'true',
    TS_AUTH_ONCE: 'true',
    TS_ENABLE_HEALTH_CHECK: 'true',
    POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
    POD_UID: { fieldRef: { fieldPath: 'metadata.uid' } },
    ...(hostname !== undefined && { TS_HOSTNAME: hostname }),
  });
