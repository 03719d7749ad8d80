import { describe, expect, it } from 'vitest';
import {
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
} from './presets.ts';

const image = 'example.com/x:1';
const shared = { volume: 'shared', path: '/shared' } as const;
const startup = { exec: ['true'] } as const;
const PRESETS = {
  cloudSqlProxy: cloudSqlProxy('acme:europe-west1:orders', { port: 5432, args: ['--private-ip'] }),
  fluentBit: fluentBit({ configMap: 'fluent-bit', logs: { volume: 'logs', path: '/var/log/app' } }),
  gitSync: gitSync({ repo: 'https://example.com/site', volume: 'site', version: 'v4.7.0', period: '30s' }),
  oauth2Proxy: oauth2Proxy({ upstream: 'http://127.0.0.1:3000' }),
  otelCollector: otelCollector({ configMap: 'otel' }),
  proxy: proxy('proxy', { image, ports: { sql: 5432 }, startup: { tcp: 'sql' } }),
  ambassador: ambassador('front', {
    image,
    ports: { web: 80 },
    startup: { tcp: 'web' },
    readiness: { tcp: 'web' },
    drainSeconds: 5,
  }),
  adapter: adapter('metrics', { image, ports: { metrics: 9113 } }),
  logShipper: logShipper('logs', { image, logs: shared }),
  fileSync: fileSync('sync', { image, files: shared, startup }),
  configReloader: configReloader('reload', { image, config: shared }),
  secretsAgent: secretsAgent('agent', {
    image,
    volume: 'secrets',
    path: '/vault/secrets',
    readyFile: '/vault/secrets/db',
  }),
};

describe('presets', () => {
  it('are what the fixture shows', async () => {
    const shown = Object.entries(PRESETS).map(([name, { '~sidecar': content }]) => [name, content]);
    const text = `${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('./presets/fixtures/presets.json');
  });

  it.each(Object.entries(PRESETS))(
    '%s has no invented resources, and no hook that makes it quit',
    (_, preset) => {
      const { resources, lifecycle } = preset.toContainer();
      expect(resources).toBeUndefined();
      expect(Object.keys(lifecycle?.preStop ?? { sleep: {} })).toEqual(['sleep']);
    },
  );
});
