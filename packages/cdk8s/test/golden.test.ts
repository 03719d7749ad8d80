import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyze, releaseOf } from '@outrider/core';
import { Chart, Testing, Yaml } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { pod, sidecar } from '../src/index.ts';
import { databaseProxy, gitSync, istio, logShipper, oauth2Proxy, secretsAgent } from '../src/presets.ts';

const path = (name: string): string => fileURLToPath(new URL(`golden/${name}`, import.meta.url));

const WRITTEN: Readonly<Record<string, (chart: Chart) => void>> = {
  'job.yaml': (chart) => {
    const database = databaseProxy('database', {
      image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.25.3',
      port: 5432,
      healthPort: 9801,
      startup: { http: '/startup', port: 'health', periodSeconds: 1, failureThreshold: 60 },
    })
      .args(
        '--port=5432',
        '--health-check',
        '--http-address=0.0.0.0',
        '--http-port=9801',
        '--exit-zero-on-sigterm',
        'acme:europe-west1:orders',
      )
      .liveness({ http: '/liveness', port: 'health', periodSeconds: 60, failureThreshold: 5 })
      .cpu('100m')
      .memory('64Mi', { limit: '128Mi' })
      .hardened()
      .security({ runAsUser: 65532 });
    pod()
      .sidecar(database)
      .container('migrate', {
        image: 'acme/shop:7',
        args: ['migrate'],
        env: {
          DATABASE_HOST: '127.0.0.1',
          DATABASE_PASSWORD: { secretKeyRef: { name: 'database', key: 'password' } },
        },
      })
      .job(chart, 'migrate', { metadata: { name: 'migrate' }, backoffLimit: 2, activeDeadlineSeconds: 600 });
  },

  'deployment.yaml': (chart) => {
    const login = oauth2Proxy({ upstream: 'http://127.0.0.1:3000' })
      .envFrom({ secretRef: { name: 'oauth2-proxy' } })
      .cpu('50m')
      .memory('32Mi', { limit: '64Mi' });
    const metadata = { name: 'shop' };
    pod({ labels: { app: 'shop' }, terminationGracePeriodSeconds: 40, serviceAccountName: 'shop' })
      .sidecar(login)
      .container('app', {
        image: 'acme/shop:7',
        ports: { web: 3000 },
        readiness: { http: '/healthz', port: 'web' },
        preStopSleep: 5,
        cpu: '250m',
        memory: '256Mi',
        memoryLimit: '256Mi',
      })
      .deployment(chart, 'shop', { metadata, replicas: 3 })
      .service('public', { login: 80 }, { metadata });
  },

  'stateful-set.yaml': (chart) => {
    const sync = gitSync({ repo: 'https://example.com/site.git', volume: 'content', period: '30s' })
      .cpu('20m')
      .memory('64Mi', { limit: '128Mi' });
    pod({ labels: { app: 'site' }, securityContext: { fsGroup: 65533 } })
      .volume('content', { emptyDir: { sizeLimit: '1Gi' } })
      .sidecar(sync)
      .container('nginx', {
        image: 'nginx:1.29.3',
        ports: { web: 8080 },
        mounts: { content: { mountPath: '/usr/share/nginx/html', readOnly: true } },
      })
      .statefulSet(chart, 'site', { metadata: { name: 'site' }, serviceName: 'site' });
  },

  'cron-job.yaml': (chart) => {
    const logs = logShipper('logs', {
      image: 'cr.fluentbit.io/fluent/fluent-bit:5.1.1',
      logs: { volume: 'spool', path: '/var/log/report' },
    })
      .ports({ http: 2020 })
      .startup({ http: '/', port: 'http', periodSeconds: 1, failureThreshold: 30 })
      .cpu('50m')
      .memory('32Mi', { limit: '64Mi' });
    pod({ terminationGracePeriodSeconds: 60 })
      .volume('spool', { emptyDir: { sizeLimit: '256Mi' } })
      .sidecar(logs)
      .container('report', { image: 'acme/report:7', mounts: { spool: '/var/log/report' } })
      .cronJob(chart, 'report', {
        metadata: { name: 'report' },
        schedule: '0 3 * * *',
        concurrencyPolicy: 'Forbid',
        restartPolicy: 'OnFailure',
        job: { backoffLimit: 1, activeDeadlineSeconds: 3600 },
      });
  },

  'pod.yaml': (chart) => {
    const agent = secretsAgent('agent', {
      image: 'hashicorp/vault:2.0.4',
      volume: 'secrets',
      path: '/vault/secrets',
      readyFile: '/vault/secrets/db',
      sizeLimit: '1Mi',
    })
      .command('vault', 'agent')
      .cpu('20m')
      .memory('64Mi', { limit: '128Mi' });
    const cache = sidecar('cache', 'memcached:1.6.39')
      .startup({ tcp: 11211, periodSeconds: 1, failureThreshold: 30 })
      .cpu('20m')
      .memory('64Mi', { limit: '96Mi' });
    pod({ labels: { app: 'batch' }, nodeSelector: { disk: 'ssd' } })
      .init('warm-up', { image: 'acme/batch:1', args: ['warm-up'] })
      .sidecar(cache, { before: 'warm-up' })
      .sidecar(agent.first())
      .container('batch', {
        image: 'acme/batch:1',
        mounts: { secrets: { mountPath: '/vault/secrets', readOnly: true } },
      })
      .annotate(istio())
      .pod(chart, 'batch', { metadata: { name: 'batch' }, restartPolicy: 'Never' });
  },
};

const emitted = (file: string): readonly object[] => {
  const chart = new Chart(Testing.app(), 'golden');
  WRITTEN[file]?.(chart);
  return Testing.synth(chart);
};

const files = readdirSync(path('.')).filter((file) => file.endsWith('.yaml'));

describe('the builder writes what a careful person would write by hand', () => {
  it('in every file', () => {
    expect(files).toEqual(Object.keys(WRITTEN).toSorted());
  });

  it.each(files)('%s', (file) => {
    expect(emitted(file)).toEqual(Yaml.load(path(file)));
  });
});

describe('Outrider has nothing to say', () => {
  it.each(files)('about what is emitted for %s', (file) => {
    const { findings } = analyze([{ file, text: Yaml.stringify(...emitted(file)) }], releaseOf('1.36'));
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it.each(files)('about what stands in %s', (file) => {
    const { findings } = analyze([{ file, text: readFileSync(path(file), 'utf8') }], releaseOf('1.36'));
    expect(findings).toEqual([]);
  });
});
