import { describe, expectTypeOf, it } from 'vitest';
import { pod, type Sidecar } from './index.ts';
import {
  ambassador,
  cloudSqlProxy,
  dapr,
  databaseProxy,
  envoy,
  fileSync,
  fluentBit,
  gitSync,
  istio,
  linkerd,
  secretsAgent,
  vaultAgent,
} from './presets.ts';

const image = 'example.com/x:1';

describe('presets', () => {
  it('are sidecars like any other', () => {
    expectTypeOf(cloudSqlProxy('a:b:c', { port: 5432 }).cpu('1')).toEqualTypeOf<
      Sidecar<'cloud-sql-proxy', 'db' | 'health'>
    >();
    // @ts-expect-error Argument of type '"orders"' is not assignable to `${string}:${string}:${string}`
    cloudSqlProxy('orders', { port: 5432 });
  });

  it('ask for the volume they share', () => {
    const logs = fluentBit({ configMap: 'fluent-bit', logs: { volume: 'logs', path: '/var/log/app' } });
    pod().volume('logs', { emptyDir: {} }).sidecar(logs);
    // @ts-expect-error sidecar 'fluent-bit' mounts volume 'logs', declare it first with .volume()
    pod().sidecar(logs);
    // @ts-expect-error sidecar 'git-sync' mounts volume 'site', declare it first with .volume()
    pod().sidecar(gitSync({ repo: 'r', volume: 'site' }));
  });

  it('bring what is their own', () => {
    const agent = secretsAgent('agent', { image, volume: 'secrets', path: '/s', readyFile: '/s/db' });
    pod()
      .sidecar(agent)
      .container('app', { image, mounts: { secrets: { mountPath: '/s', readOnly: true } } });
  });

  it('force what an archetype needs', () => {
    // @ts-expect-error Property 'startup' is missing: what reads the files waits for the first ones
    fileSync('sync', { image, files: { volume: 'v', path: '/v' } });
    // @ts-expect-error Property 'readiness' is missing: all traffic comes through it
    ambassador('front', { image, ports: { web: 80 }, startup: { tcp: 'web' } });
    // @ts-expect-error Type '"wbe"' is not assignable to type 'number | "web"'
    ambassador('front', { image, readiness: { tcp: 80 }, ports: { web: 80 }, startup: { tcp: 'wbe' } });
    // @ts-expect-error Property 'port' is missing: where the app finds its database
    databaseProxy('db', { image, startup: { tcp: 'db' } });
    // @ts-expect-error Type '"health"' is not assignable to type 'number | "db"': there is no healthPort
    databaseProxy('db', { image, port: 5432, startup: { tcp: 'health' } });
    databaseProxy('db', { image, port: 5432, healthPort: 80, startup: { tcp: 'health' } });
    // @ts-expect-error Property 'drainSeconds' is missing: Envoy's own default is ten minutes
    envoy({ configMap: 'envoy', ports: { web: 80 }, ready: { http: '/ready', port: 'web' } });
    const ready = { http: '/ready', port: 'wbe' } as const;
    // @ts-expect-error Type '"wbe"' is not assignable to type 'number | "web"'
    envoy({ configMap: 'envoy', ports: { web: 80 }, drainSeconds: 5, ready });
    // @ts-expect-error Type '"/tmp/db"' is not assignable to type '`/vault/secrets/${string}`'
    vaultAgent({ configMap: 'agent', readyFile: '/tmp/db' });
  });

  it('of a mesh are no containers', () => {
    // @ts-expect-error Type 'PodAnnotations' is missing the properties of a Sidecar: the mesh injects its own
    pod().sidecar(istio());
    pod().annotate(istio()).container('app', { image }).annotate(linkerd());
    // @ts-expect-error Property 'appId' is missing
    dapr({});
    // @ts-expect-error Type 'Sidecar' is not assignable to type 'PodAnnotations'
    pod().annotate(cloudSqlProxy('a:b:c', { port: 5432 }));
  });
});
