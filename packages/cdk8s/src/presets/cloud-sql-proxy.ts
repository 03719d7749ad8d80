import type { Sidecar } from '../sidecar.ts';
import { databaseProxy } from './archetypes.ts';

export interface CloudSqlProxyOptions {
  /** Where the app finds the database on 127.0.0.1. */
  readonly port: number;
  /** Default `2.25.3`, the release these settings were checked against. */
  readonly version?: string;
  /** Further flags: `--private-ip`, `--auto-iam-authn` … */
  readonly args?: readonly string[];
}

/**
 * Cloud SQL Auth Proxy, checked against 2.25.3. Health checks listen on all addresses, as the kubelet cannot reach the
 * default of localhost:9090; SIGTERM ends it with 0 rather than 143. The vendor advises against a readiness probe.
 * The vendor's preStop hook, which shuts the proxy down, is not here: a sidecar's hook runs when the Pod's termination
 * begins, while the app still needs its database. No resources: they grow with the connections; the vendor's example
 * begins with 1 cpu and 2Gi.
 *
 * @see https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/cmd/root.go
 * @see https://github.com/GoogleCloudPlatform/cloud-sql-proxy/tree/main/examples/k8s-health-check
 */
export const cloudSqlProxy = (
  instance: `${string}:${string}:${string}`,
  { port, version = '2.25.3', args = [] }: CloudSqlProxyOptions,
): Sidecar<'cloud-sql-proxy', 'db' | 'health'> =>
  databaseProxy('cloud-sql-proxy', {
    image: `gcr.io/cloud-sql-connectors/cloud-sql-proxy:${version}`,
    port,
    healthPort: 9801,
    startup: { http: '/startup', port: 'health', periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 60 },
  })
    .args(
      `--port=${port}`,
      '--health-check',
      '--http-address=0.0.0.0',
      '--http-port=9801',
      '--exit-zero-on-sigterm',
      ...args,
      instance,
    )
    .liveness({
      http: '/liveness',
      port: 'health',
      periodSeconds: 60,
      timeoutSeconds: 30,
      failureThreshold: 5,
    });
