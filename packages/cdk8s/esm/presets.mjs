// The door for ECMAScript modules: the one implementation is CommonJS, so nobody can load it twice.
import presets from '../dist/presets.cjs';

export const {
  adapter,
  ambassador,
  cloudSqlProxy,
  configReloader,
  fileSync,
  fluentBit,
  gitSync,
  logShipper,
  oauth2Proxy,
  otelCollector,
  proxy,
  secretsAgent,
} = presets;
