import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NEWEST_KUBERNETES, objectFindings, releaseOf } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import { pod } from './index.ts';
import {
  adapter,
  ambassador,
  cloudSqlProxy,
  configmapReload,
  configReloader,
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
} from './presets.ts';

const image = 'example.com/x:1';
const shared = { volume: 'shared', path: '/shared' } as const;
const startup = { exec: ['true'] } as const;
const web = { image, ports: { web: 80 }, startup: { tcp: 'web' }, readiness: { tcp: 'web' } } as const;

const PRESETS = {
  cloudSqlProxy: cloudSqlProxy('acme:europe-west1:orders', { port: 5432, args: ['--private-ip'] }),
  configmapReload: configmapReload({ config: shared, webhookUrl: 'http://127.0.0.1:2020/api/v2/reload' }),
  envoy: envoy({
    configMap: 'envoy',
    ports: { web: 8080, ready: 8081 },
    ready: { http: '/ready', port: 'ready' },
    drainSeconds: 20,
  }),
  fluentBit: fluentBit({ configMap: 'fluent-bit', logs: { volume: 'logs', path: '/var/log/app' } }),
  gitSync: gitSync({ repo: 'https://example.com/site', volume: 'site', period: '30s' }),
  nginxExporter: nginxExporter(),
  oauth2Proxy: oauth2Proxy({ upstream: 'http://127.0.0.1:3000' }),
  otelCollector: otelCollector({ configMap: 'otel' }),
  prometheusConfigReloader: prometheusConfigReloader({
    config: { volume: 'rules', path: '/etc/prometheus/rules' },
    reloadUrl: 'http://127.0.0.1:9090/-/reload',
  }),
  tailscale: tailscale({
    authKey: { name: 'tailscale', key: 'authkey' },
    stateSecret: 'tailscale-state',
    hostname: 'shop',
  }),
  vaultAgent: vaultAgent({ configMap: 'vault-agent', readyFile: '/vault/secrets/db' }),
};

const ARCHETYPES = {
  adapter: adapter('adapter', { image, ports: { metrics: 9113 } }),
  ambassador: ambassador('front', web),
  configReloader: configReloader('reload', { image, config: shared }),
  databaseProxy: databaseProxy('db', {
    image,
    port: 5432,
    healthPort: 9801,
    startup: { http: '/startup', port: 'health' },
  }),
  databaseProxyWithoutHealth: databaseProxy('db', { image, port: 5432, startup: { tcp: 'db' } }),
  fileSync: fileSync('sync', { image, files: shared, startup }),
  logShipper: logShipper('logs', { image, logs: shared }),
  meshProxy: meshProxy('mesh', { ...web, drain: { http: '/drain', port: 'web' } }),
  metricsExporter: metricsExporter('metrics', { image, port: 9113 }),
  proxy: proxy('proxy', { image, ports: { sql: 5432 }, startup: { tcp: 'sql' } }),
  secretsAgent: secretsAgent('agent', {
    image,
    volume: 'secrets',
    path: '/vault/secrets',
    readyFile: '/vault/secrets/db',
  }),
};

const MESHES = {
  dapr: dapr({ appId: 'shop', appPort: 3000, gracefulShutdownSeconds: 10, blockShutdownSeconds: 5 }),
  istio: istio({ drainSeconds: 20 }),
  linkerd: linkerd({ shutdownGraceSeconds: 60 }),
};

/** Sizes are the user's: the presets invent none. */
const SIZES = /^sidecar-missing-(requests|memory-limit)$/;

const findingsOn = (value: object) =>
  objectFindings(
    {
      source: { file: '', document: 0, line: 1, apiVersion: 'v1', kind: 'Pod', namespace: null, name: 'x' },
      value: JSON.parse(JSON.stringify(value)),
      findings: [],
      locate: () => ({ line: 1, column: 1 }),
    },
    releaseOf(NEWEST_KUBERNETES),
  );

const source = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`presets/${file}`, import.meta.url)), 'utf8');

describe('presets', () => {
  it('are what the fixture shows', async () => {
    const sidecars = Object.entries({ ...ARCHETYPES, ...PRESETS });
    const shown = [
      ...sidecars.map(([name, { '~sidecar': content }]) => [name, content]),
      ...Object.entries(MESHES).map(([name, { '~annotations': annotations }]) => [name, annotations]),
    ];
    const text = `${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('./presets/fixtures/presets.json');
  });

  it.each(Object.entries(PRESETS))(
    '%s has no invented resources, waits until it works, and has no hook that makes it quit',
    (_, preset) => {
      const { resources, lifecycle, startupProbe } = preset.toContainer();
      expect(resources).toBeUndefined();
      expect(lifecycle?.preStop).toBeUndefined();
      expect(startupProbe).toBeDefined();
    },
  );

  it.each(Object.entries(PRESETS))('%s is what Outrider advises, but for the sizes', (_, preset) => {
    const { container, volumes } = preset['~sidecar'];
    const mounts = (container.volumeMounts ?? []).map(({ name }) => name);
    const shared = [...new Set(mounts)].filter((name) => !volumes.some((volume) => volume.name === name));
    const spec = {
      initContainers: [container],
      containers: [{ name: 'app', image }],
      volumes: [...volumes, ...shared.map((name) => ({ name, emptyDir: {} }))],
    };
    const findings = findingsOn({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec });
    expect(findings.filter(({ rule }) => !SIZES.test(rule)).map(({ message }) => message)).toEqual([]);
  });

  it.each(
    readdirSync(new URL('presets', import.meta.url)).filter(
      (file) => file.endsWith('.ts') && file !== 'archetypes.ts',
    ),
  )('%s says what it was checked against, and where', (file) => {
    const pages = source(file).match(/\/\*\*\n(?: \*.*\n)+ \*\/\nexport const/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(page).toMatch(/checked against/);
      expect(page.match(/@see https:/g)?.length).toBeGreaterThan(1);
    }
  });

  it('of a mesh annotate, and leave nothing that was not given', () => {
    const template = pod()
      .container('app', { image })
      .annotate(dapr({ appId: 'shop' }))
      .template();
    expect(template.metadata?.annotations).toEqual({
      'dapr.io/enabled': 'true',
      'dapr.io/enable-native-sidecar': 'true',
      'dapr.io/app-id': 'shop',
    });
  });
});
