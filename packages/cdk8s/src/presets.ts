export {
  type AdapterOptions,
  type AmbassadorOptions,
  adapter,
  ambassador,
  type ConfigReloaderOptions,
  configReloader,
  type DatabaseProxyOptions,
  databaseProxy,
  type FileSyncOptions,
  fileSync,
  type LogShipperOptions,
  logShipper,
  type MeshProxyOptions,
  type MetricsExporterOptions,
  meshProxy,
  metricsExporter,
  type ProxyOptions,
  proxy,
  type SecretsAgentOptions,
  type SharedVolume,
  secretsAgent,
} from './presets/archetypes.ts';
export { type CloudSqlProxyOptions, cloudSqlProxy } from './presets/cloud-sql-proxy.ts';
export {
  type ConfigmapReloadOptions,
  configmapReload,
  type PrometheusConfigReloaderOptions,
  prometheusConfigReloader,
} from './presets/config-reloaders.ts';
export { type EnvoyOptions, envoy } from './presets/envoy.ts';
export { type FluentBitOptions, fluentBit } from './presets/fluent-bit.ts';
export { type GitSyncOptions, gitSync } from './presets/git-sync.ts';
export {
  type DaprOptions,
  dapr,
  type IstioOptions,
  istio,
  type LinkerdOptions,
  linkerd,
} from './presets/meshes.ts';
export { type NginxExporterOptions, nginxExporter } from './presets/nginx-exporter.ts';
export { type Oauth2ProxyOptions, oauth2Proxy } from './presets/oauth2-proxy.ts';
export { type OtelCollectorOptions, otelCollector } from './presets/otel-collector.ts';
export { type TailscaleOptions, tailscale } from './presets/tailscale.ts';
export { type VaultAgentOptions, vaultAgent } from './presets/vault-agent.ts';
