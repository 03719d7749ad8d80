import type { Sidecar } from '../sidecar.ts';
import { configReloader, type SharedVolume } from './archetypes.ts';

export interface PrometheusConfigReloaderOptions<V extends string> {
  /** The volume with the configuration, and where it sees it. */
  readonly config: SharedVolume<V>;
  /** What it calls when something changed: `http://127.0.0.1:9090/-/reload`. */
  readonly reloadUrl: `http${'s' | ''}://${string}`;
  /** Default `v0.93.0`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags: `--config-file=…`, `--config-envsubst-file=…` … */
  readonly args?: readonly string[];
}

/**
 * prometheus-config-reloader, checked against 0.93: one sidecar in place of the operator's init container and reloader.
 * It watches the volume and calls the app. The operator gives it 10m and 50Mi.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/config_reloader.go
 * @see https://github.com/prometheus-operator/prometheus-operator/tree/main/cmd/prometheus-config-reloader
 */
export const prometheusConfigReloader = <const V extends string>({
  config,
  reloadUrl,
  version = 'v0.93.0',
  args = [],
}: PrometheusConfigReloaderOptions<V>): Sidecar<'config-reloader', 'http', V> =>
  configReloader('config-reloader', {
    image: `quay.io/prometheus-operator/prometheus-config-reloader:${version}`,
    config,
  })
    .args('--listen-address=:8080', `--watched-dir=${config.path}`, `--reload-url=${reloadUrl}`, ...args)
    .ports({ http: 8080 })
    .startup({ http: '/healthz', port: 'http', periodSeconds: 1, failureThreshold: 30 })
    .liveness({ http: '/healthz', port: 'http' });

export interface ConfigmapReloadOptions<V extends string> {
  /** The volume with the configuration, and where it sees it. */
  readonly config: SharedVolume<V>;
  /** What it calls when something changed. */
  readonly webhookUrl: `http${'s' | ''}://${string}`;
  /** Default `v0.15.0`, of the minor these settings were checked against. */
  readonly version?: string;
  /** Further flags: `--webhook-method=PUT` … */
  readonly args?: readonly string[];
}

/**
 * configmap-reload, checked against 0.15: calls a webhook when a mounted ConfigMap has changed.
 *
 * @see https://github.com/jimmidyson/configmap-reload#usage
 * @see https://github.com/fluent/helm-charts/blob/main/charts/fluent-bit/values.yaml
 */
export const configmapReload = <const V extends string>({
  config,
  webhookUrl,
  version = 'v0.15.0',
  args = [],
}: ConfigmapReloadOptions<V>): Sidecar<'configmap-reload', 'metrics', V> =>
  configReloader('configmap-reload', { image: `ghcr.io/jimmidyson/configmap-reload:${version}`, config })
    .args(`--volume-dir=${config.path}`, `--webhook-url=${webhookUrl}`, ...args)
    .ports({ metrics: 9533 })
    .startup({ http: '/metrics', port: 'metrics', periodSeconds: 1, failureThreshold: 30 });
