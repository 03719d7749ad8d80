import type { Sidecar } from '../sidecar.ts';
import { logShipper, type SharedVolume } from './archetypes.ts';

export interface FluentBitOptions<V extends string> {
  /** The ConfigMap that holds the configuration. */
  readonly configMap: string;
  /** Its key; default `fluent-bit.yaml`. */
  readonly key?: string;
  /** Where the app writes its logs; read only here. */
  readonly logs: SharedVolume<V>;
  /** Default `5.1.1`, the release these settings were checked against. */
  readonly version?: string;
}

/**
 * Fluent Bit as a log shipper, checked against 5.1.1. The configuration has to switch `http_server` on, or the probes
 * never succeed. On SIGTERM it stops reading at once and flushes for `grace` seconds, 5 by default: raise it, and
 * keep it under the Pod's terminationGracePeriodSeconds. No readiness probe: its health turns bad while an output
 * fails, which is no reason to take the app out of service.
 *
 * @see https://github.com/fluent/helm-charts/blob/main/charts/fluent-bit/values.yaml
 * @see https://docs.fluentbit.io/manual/administration/monitoring
 */
export const fluentBit = <const V extends string>({
  configMap,
  key = 'fluent-bit.yaml',
  logs,
  version = '5.1.1',
}: FluentBitOptions<V>): Sidecar<'fluent-bit', 'http', V, never, 'fluent-bit-config'> =>
  logShipper('fluent-bit', { image: `cr.fluentbit.io/fluent/fluent-bit:${version}`, logs })
    .volume('fluent-bit-config', { configMap: { name: configMap } })
    .mount('fluent-bit-config', { mountPath: '/fluent-bit/etc', readOnly: true })
    .args('--workdir=/fluent-bit/etc', `--config=/fluent-bit/etc/${key}`)
    .ports({ http: 2020 })
    .startup({ http: '/', port: 'http', periodSeconds: 1, failureThreshold: 30 })
    .liveness({ http: '/', port: 'http' });
