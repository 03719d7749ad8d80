import type { Declared } from '../check/literal.ts';
import type { HttpPath, ReadinessProbe } from '../probe.ts';
import type { Sidecar } from '../sidecar.ts';
import { type AmbassadorOptions, meshProxy } from './archetypes.ts';

export interface EnvoyOptions<P extends string> extends Pick<AmbassadorOptions<P>, 'ports'> {
  /** The ConfigMap that holds the configuration. */
  readonly configMap: string;
  /** Its key; default `envoy.yaml`. */
  readonly key?: string;
  /**
   * A listener of yours that answers once Envoy is live; Envoy's own `/ready` is on the admin port, which belongs on
   * 127.0.0.1, where the kubelet cannot reach it.
   */
  readonly ready: { readonly http: HttpPath; readonly port: NoInferPort<P> };
  /** How long it closes connections gently once it is told to drain; Envoy's own default is 600. */
  readonly drainSeconds: number;
  /** Default `v1.36.2`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags: `--log-level=warn` … */
  readonly args?: readonly string[];
}

type NoInferPort<P extends string> = number | Declared<P>;

/**
 * Envoy as a proxy of your own, checked against 1.36. It starts first and stops last. SIGTERM closes its listeners at
 * once; as a sidecar it gets that when the app is gone, so nothing is lost. No hook: the image has no client for a POST
 * to `/drain_listeners?graceful` on the admin port. Hot restart is off, as a Pod has one Envoy.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/operations/cli
 * @see https://www.envoyproxy.io/docs/envoy/latest/operations/admin
 */
export const envoy = <P extends string>({
  ports,
  configMap,
  key = 'envoy.yaml',
  ready,
  drainSeconds,
  version = 'v1.36.2',
  args = [],
}: EnvoyOptions<P>): Sidecar<'envoy', P, never, never, 'envoy-config'> =>
  meshProxy<'envoy', P>('envoy', {
    image: `envoyproxy/envoy:${version}`,
    ports,
    startup: { ...ready, periodSeconds: 1, failureThreshold: 60 },
    readiness: ready as ReadinessProbe<Declared<P>>,
  })
    .args(`-c`, `/etc/envoy/${key}`, '--disable-hot-restart', '--drain-time-s', String(drainSeconds), ...args)
    .volume('envoy-config', { configMap: { name: configMap } })
    .mount('envoy-config', { mountPath: '/etc/envoy', readOnly: true });
