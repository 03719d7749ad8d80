export {
  type AdapterOptions,
  type AmbassadorOptions,
  adapter,
  ambassador,
  type ConfigReloaderOptions,
  configReloader,
  type FileSyncOptions,
  fileSync,
  type LogShipperOptions,
  logShipper,
  type ProxyOptions,
  proxy,
  type SecretsAgentOptions,
  type SharedVolume,
  secretsAgent,
} from './presets/archetypes.ts';
export { type CloudSqlProxyOptions, cloudSqlProxy } from './presets/cloud-sql-proxy.ts';
export { type FluentBitOptions, fluentBit } from './presets/fluent-bit.ts';
export { type GitSyncOptions, gitSync } from './presets/git-sync.ts';
export { type Oauth2ProxyOptions, oauth2Proxy } from './presets/oauth2-proxy.ts';
export { type OtelCollectorOptions, otelCollector } from './presets/otel-collector.ts';
