import { describe, expectTypeOf, it } from 'vitest';
import { pod, type Sidecar } from './index.ts';
import {
  ambassador,
  cloudSqlProxy,
  fileSync,
  fluentBit,
  gitSync,
  oauth2Proxy,
  secretsAgent,
} from './presets.ts';

const image = 'example.com/x:1';

describe('presets', () => {
  it('are sidecars like any other', () => {
    expectTypeOf(cloudSqlProxy('a:b:c', { port: 5432 }).cpu('1')).toEqualTypeOf<
      Sidecar<'cloud-sql-proxy', 'sql' | 'health'>
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
    pod().sidecar(gitSync({ repo: 'r', volume: 'site', version: 'v4.7.0' }));
  });

  it('bring what is their own', () => {
    const agent = secretsAgent('agent', { image, volume: 'secrets', path: '/s', readyFile: '/s/db' });
    pod()
      .sidecar(agent)
      .container('app', { image, mounts: { secrets: { mountPath: '/s', readOnly: true } } });
  });

  it('remember what they need', () => {
    // @ts-expect-error sidecar 'oauth2-proxy' uses preStopSleep@1.30 but this pod targets 1.29
    pod({ target: '1.29' }).sidecar(oauth2Proxy({ upstream: 'http://127.0.0.1:3000' }));
  });

  it('force what an archetype needs', () => {
    // @ts-expect-error Property 'startup' is missing: what reads the files waits for the first ones
    fileSync('sync', { image, files: { volume: 'v', path: '/v' } });
    // @ts-expect-error Property 'drainSeconds' is missing
    ambassador('front', { image, ports: { web: 80 }, startup: { tcp: 'web' }, readiness: { tcp: 'web' } });
    const rest = { image, readiness: { tcp: 80 }, drainSeconds: 5 } as const;
    // @ts-expect-error Type '"wbe"' is not assignable to type 'number | "web"'
    ambassador('front', { ...rest, ports: { web: 80 }, startup: { tcp: 'wbe' } });
  });
});
