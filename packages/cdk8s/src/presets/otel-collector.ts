import { type Sidecar, sidecar } from '../sidecar.ts';

export interface OtelCollectorOptions {
  /** The ConfigMap that holds the configuration. */
  readonly configMap: string;
  /** Its key; default `config.yaml`. */
  readonly key?: string;
  /** Default `0.158.0`, the release these settings were checked against. */
  readonly version?: string;
}

/**
 * OpenTelemetry Collector, checked against 0.158.0. It starts first and so stops last: the others can still send while
 * they stop, and SIGTERM flushes. The configuration has to switch the `health_check` extension on and let it
 * listen on `0.0.0.0:13133`, or the startup probe never succeeds. No resources; with a memory limit, set GOMEMLIMIT
 * to about 80% of it, as the vendor's chart does.
 *
 * @see https://github.com/open-telemetry/opentelemetry-helm-charts/blob/main/charts/opentelemetry-collector/values.yaml
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/main/pkg/sidecar/pod.go
 */
export const otelCollector = ({
  configMap,
  key = 'config.yaml',
  version = '0.158.0',
}: OtelCollectorOptions): Sidecar<
  'otel-collector',
  'otlp-grpc' | 'otlp-http' | 'health',
  never,
  never,
  'otel-collector-config'
> =>
  sidecar(
    'otel-collector',
    `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:${version}`,
  )
    .volume('otel-collector-config', { configMap: { name: configMap } })
    .mount('otel-collector-config', { mountPath: '/conf', readOnly: true })
    .args(`--config=/conf/${key}`)
    .ports({ 'otlp-grpc': 4317, 'otlp-http': 4318, health: 13133 })
    .startup({ http: '/', port: 'health', periodSeconds: 1, failureThreshold: 30 })
    .first();
