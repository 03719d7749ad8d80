import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXPLAIN, explain, pod, type ScenarioSpec, sidecar, simulate } from './index.ts';

const image = 'example.com/x:1';
const written = pod({ target: '1.33' })
  .sidecar(sidecar('db', image).startup({ http: '/ready', port: 80, periodSeconds: 1, failureThreshold: 60 }))
  .init('migrate', { image, cpu: '500m' })
  .sidecar(sidecar('login', image).cpu('50m').memory('64Mi', { limit: '128Mi' }).preStopSleep(5))
  .container('app', { image, cpu: '250m', memory: '256Mi' });
const chartOf = (write: (chart: Chart) => void): Chart => {
  const chart = new Chart(Testing.app(), 'shop');
  write(chart);
  return chart;
};

describe('explain()', () => {
  it('tells of a builder what it tells of the workload that it makes', () => {
    const [builder, [workload]] = [
      written.explain(),
      explain(chartOf((chart) => written.deployment(chart, 'api'))),
    ];
    expect({ ...workload, kind: '', name: '', toString: null }).toEqual({
      ...builder,
      kind: '',
      name: '',
      toString: null,
    });
    expect(builder).toMatchObject({
      kubernetesVersion: '1.33',
      startOrder: ['db', 'migrate', 'login', 'app'],
      stopOrder: [['app'], ['login'], ['db']],
      startup: { bestSeconds: 1, worstSeconds: null, slowest: 'migrate' },
      shutdown: { graceSeconds: 30, worstSeconds: 32, slowest: { container: 'login', preStopSeconds: 5 } },
      resources: { requests: { cpu: '500m', memory: '320Mi' }, qosClass: 'Burstable' },
    });
  });

  it('is a text for people', () => {
    const chart = chartOf((at) => written.deployment(at, 'api', { metadata: { name: 'api' }, replicas: 3 }));
    expect(explain(chart).map(String)).toMatchInlineSnapshot(`
      [
        "Deployment api  shop/api, Kubernetes 1.33, Burstable
        Regular containers start after 1s at best, no limit because of migrate
          sidecar db holds the next one until it passes its startupProbe: 1s to 1m after the start
          init migrate holds the next one until it is done: no limit, an init container has no time
            limit
          sidecar login holds the next one until it runs: no limit, an earlier container has no time
            limit
        Gone at most 32s after a deletion (grace period 30s; the preStop of login takes 5s of it): app,
          then login, then db
          login gets 2s to 25s between its SIGTERM and SIGKILL
          db gets 2s to 25s between its SIGTERM and SIGKILL
        container  role            cpu          memory  oomScoreAdj
        db         sidecar           -               -          985
        migrate    init       500m / -               -          999
        login      sidecar     50m / -    64Mi / 128Mi          985
        app        regular    250m / -       256Mi / -          985
        Pod        effective  500m / -  320Mi / ≥128Mi
        × 3        total       1.5 / -  960Mi / ≥384Mi
      ",
      ]
    `);
  });

  it('takes what is added to a workload into account', () => {
    const spec = { containers: [{ name: 'app', image }] };
    const chart = chartOf((at) => {
      new ApiObject(at, 'pod', { apiVersion: 'v1', kind: 'Pod', spec }).with(sidecar('late', image));
      new ApiObject(at, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
    });
    expect(explain(chart).map(({ startOrder }) => startOrder)).toEqual([['late', 'app']]);
  });
});

describe('simulate()', () => {
  it('plays the Pod of a builder, of a workload and of all workloads of a chart', () => {
    const chart = new Chart(Testing.app(), 'shop');
    const workload = written.deployment(chart, 'api');
    const scenario: ScenarioSpec = { pod: { deleteAt: '60s' }, expect: { readyWithin: '1s' } };
    const runs = [written.simulate(scenario), workload.simulate(scenario), ...simulate(chart, scenario)];
    expect(runs.map(({ run }) => run.pod.finishedAtSeconds)).toEqual([65, 65, 65]);
    expect(runs[0]?.unmet).toHaveLength(1);
    expect(String(runs[1])).toContain('login is done with preStop');
  });

  it('knows the Job that a Pod belongs to', () => {
    const job = written.job(new Chart(Testing.app(), 'shop'), 'job');
    const { run } = job.simulate();
    expect(run.pod.phase).toBe('Succeeded');
    expect(run.timeline.map(({ event }) => event)).toContain('JobStatus');
  });

  it.each([
    [
      { containers: { db: {}, bd: {} } },
      'Cannot simulate: spec.containers.bd: The Pod has no container "bd"',
    ],
    [{ until: 'soon' }, 'Cannot simulate: spec.until: Expected a duration such as 500ms'],
    [{ unitl: '5s' } as ScenarioSpec, 'Cannot simulate: spec.unitl: Unknown field "unitl"'],
  ])('refuses %j', (scenario: ScenarioSpec, message) => {
    expect(() => written.simulate(scenario)).toThrow(message);
  });
});

describe('the log of synth', () => {
  const log = vi.spyOn(console, 'error');
  beforeEach(() => {
    log.mockReset();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const synth = (context: unknown): readonly string[] => {
    const app = new App();
    app.node.setContext(EXPLAIN, context);
    written.deployment(new Chart(app, 'shop'), 'api', { metadata: { name: 'api' } });
    app.synthYaml();
    return log.mock.calls.flat().map((text) => String(text).split('  ')[0] ?? '');
  };

  it('explains every workload if the app asks', () => {
    expect(synth(true)).toEqual(['Deployment api']);
  });

  it('or whoever runs it', () => {
    vi.stubEnv('OUTRIDER_EXPLAIN', '1');
    expect(synth(undefined)).toEqual(['Deployment api']);
  });

  it('and else nothing', () => {
    vi.stubEnv('OUTRIDER_EXPLAIN', '0');
    expect(synth(undefined)).toEqual([]);
  });
});
