// The door for ECMAScript modules: the one implementation is CommonJS, so nobody can load it twice.
import presets from '../dist/presets.cjs';

export const {
  adapter,
  ambassador,
  cloudSqlProxy,
  configReloader,
  configmapReload,
  dapr,
  databaseProxy,
  envoy,
  fileSync,
  fluentBit,
  gitSync,
  istio,
  linkerd,
  logShipper,
  meshProxy,
  metricsExporter,
  nginxExporter,
  oauth2Proxy,
  otelCollector,
  prometheusConfigReloader,
  proxy,
  secretsAgent,
  tailscale,
  vaultAgent,
} = presets;
