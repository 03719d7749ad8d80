import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { pod, sidecar } from './index.ts';

const image = 'example.com/app:1';
const chartOf = (write: (chart: Chart) => void) => {
  const chart = new Chart(Testing.app(), 'test');
  write(chart);
  return Testing.synth(chart);
};

describe('pod()', () => {
  it('emits what was written, in that order, and nothing else', () => {
    const [job] = chartOf((chart) =>
      pod()
        .sidecar(sidecar('db', image))
        .init('migrate', { image, args: ['migrate'] })
        .sidecar(sidecar('logs', image))
        .container('app', { image })
        .job(chart, 'job'),
    );
    expect(job).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'test-job-c8a36c90' },
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            initContainers: [
              { name: 'db', image, restartPolicy: 'Always' },
              { name: 'migrate', image, args: ['migrate'] },
              { name: 'logs', image, restartPolicy: 'Always' },
            ],
            containers: [{ name: 'app', image }],
          },
        },
      },
    });
  });

  it('emits what only some need', () => {
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const [set] = chartOf((chart) =>
      pod({ labels: { app: 'db' }, metadata: { finalizers: ['example.com/x'] } })
        .claim('data', claim, { metadata: { labels: { app: 'db' } } })
        .container('db', {
          image,
          ports: { sql: 5432 },
          unnamedPorts: [9187],
          resources: {},
          mounts: { data: ['/data', { mountPath: '/log', subPath: 'log' }] },
          tty: true,
          terminationMessagePolicy: 'FallbackToLogsOnError',
        })
        .statefulSet(chart, 'db', { restartPolicy: 'Always', status: {} }),
    );
    expect(set).toMatchObject({
      spec: {
        volumeClaimTemplates: [{ metadata: { name: 'data', labels: { app: 'db' } }, spec: claim }],
        template: { metadata: { labels: { app: 'db' }, finalizers: ['example.com/x'] } },
      },
      status: {},
    });
    expect(set.spec.template.spec).toEqual({
      restartPolicy: 'Always',
      containers: [
        {
          name: 'db',
          image,
          ports: [{ name: 'sql', containerPort: 5432 }, { containerPort: 9187 }],
          resources: {},
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'data', mountPath: '/log', subPath: 'log' },
          ],
          tty: true,
          terminationMessagePolicy: 'FallbackToLogsOnError',
        },
      ],
    });
  });

  it('takes nothing else for a sidecar', () => {
    const given: unknown = { name: 'proxy', image };
    expect(() => pod().sidecar(given as ReturnType<typeof sidecar>)).toThrow('This is no sidecar: make one');
  });

  it('leaves claims to StatefulSets', () => {
    const claimed = pod().claim('data', {}).container('app', { image });
    const message = (kind: string) => `Cannot make a ${kind} of it: the claim "data" wants a .statefulSet()`;
    chartOf((chart) => {
      expect(() => claimed.deployment(chart, 'a')).toThrow(new RangeError(message('Deployment')));
      expect(() => claimed.job(chart, 'b')).toThrow(new RangeError(message('Job')));
      expect(() => claimed.cronJob(chart, 'c', { schedule: '@daily' })).toThrow(message('CronJob'));
      expect(() => claimed.pod(chart, 'd')).toThrow(message('Pod'));
      expect(() => claimed.template()).toThrow(message('template'));
    });
  });

  it('names the Jobs of a CronJob', () => {
    const [cron] = chartOf((chart) =>
      pod()
        .container('app', { image })
        .cronJob(chart, 'cron', {
          schedule: '@daily',
          jobMetadata: { labels: { app: 'a' } },
          job: { backoffLimit: 1 },
        }),
    );
    expect(cron.spec.jobTemplate).toEqual({
      metadata: { labels: { app: 'a' } },
      spec: {
        backoffLimit: 1,
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image }] } },
      },
    });
  });

  it('puts a sidecar before or after another', () => {
    const [job] = chartOf((chart) =>
      pod()
        .init('migrate', { image })
        .init('seed', { image })
        .sidecar(sidecar('db', image), { before: 'migrate' })
        .sidecar(sidecar('cache', image), { after: 'migrate' })
        .sidecar(sidecar('agent', image).first())
        .container('app', { image })
        .job(chart, 'job'),
    );
    const names = job.spec.template.spec.initContainers.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['agent', 'db', 'migrate', 'cache', 'seed']);
  });

  it('selects by its own labels, or by one that is unique in the app', () => {
    const app = { image };
    const [own, other, labelled] = chartOf((chart) => {
      pod().container('app', app).deployment(chart, 'a');
      pod().container('app', app).deployment(chart, 'b');
      pod({ labels: { app: 'c' } })
        .container('app', app)
        .deployment(chart, 'c', { replicas: 2 });
    });
    expect(own.spec.selector.matchLabels).toEqual(own.spec.template.metadata.labels);
    expect(own.spec.selector).not.toEqual(other.spec.selector);
    expect(labelled.spec).toMatchObject({ replicas: 2, selector: { matchLabels: { app: 'c' } } });
  });

  it('serves the ports of sidecars by number', () => {
    const [, service] = chartOf((chart) =>
      pod({ labels: { app: 'api' } })
        .sidecar(sidecar('auth', image).ports({ login: { containerPort: 4180, protocol: 'TCP' } }))
        .container('app', { image, ports: { web: 3000 } })
        .deployment(chart, 'api')
        .service('public', { login: 80, web: 81 }),
    );
    expect(service.spec).toEqual({
      selector: { app: 'api' },
      ports: [
        { name: 'login', port: 80, targetPort: 4180, protocol: 'TCP' },
        { name: 'web', port: 81, targetPort: 3000 },
      ],
    });
  });

  it('is a value: two workloads from one beginning do not mix', () => {
    const base = pod().sidecar(sidecar('db', image));
    const chart = new Chart(new App(), 'test');
    const a = base.container('a', { image }).job(chart, 'a').toJson();
    const b = base.container('b', { image }).job(chart, 'b').toJson();
    expect([a, b].map((job) => job.spec.template.spec.containers)).toEqual([
      [{ name: 'a', image }],
      [{ name: 'b', image }],
    ]);
  });

  it('knows the fields that containers have in common', () => {
    const template = pod({ raw: { novelty: 1, dnsPolicy: 'None' }, dnsConfig: { nameservers: ['1.1.1.1'] } })
      .init('migrate', { image, workingDir: '/srv', imagePullPolicy: 'Always' })
      .container('app', {
        image,
        envFrom: [{ secretRef: { name: 'keys' } }],
        postStart: { exec: ['true'] },
        preStopSleep: 5,
      })
      .template();
    expect(template).toEqual({
      spec: {
        novelty: 1,
        dnsPolicy: 'None',
        dnsConfig: { nameservers: ['1.1.1.1'] },
        initContainers: [{ name: 'migrate', image, workingDir: '/srv', imagePullPolicy: 'Always' }],
        containers: [
          {
            name: 'app',
            image,
            envFrom: [{ secretRef: { name: 'keys' } }],
            lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { sleep: { seconds: 5 } } },
          },
        ],
      },
    });
  });

  it('lets any field through raw', () => {
    const [job] = chartOf((chart) =>
      pod()
        .sidecar(
          sidecar('db', image)
            .cpu('1')
            .raw({ resources: { limits: { 'x/y': '1' } }, novelty: { a: [1] } }),
        )
        .container('app', { image, raw: { novelty: true } })
        .job(chart, 'job', { raw: { spec: { novelty: 1 }, extra: {} } }),
    );
    expect(job).toMatchObject({ extra: {}, spec: { novelty: 1 } });
    expect(job.spec.template.spec.initContainers).toEqual([
      {
        name: 'db',
        image,
        restartPolicy: 'Always',
        resources: { requests: { cpu: '1' }, limits: { 'x/y': '1' } },
        novelty: { a: [1] },
      },
    ]);
    expect(job.spec.template.spec.containers).toEqual([{ name: 'app', image, novelty: true }]);
  });
});
