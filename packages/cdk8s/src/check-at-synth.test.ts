import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { describe, expect, it, vi } from 'vitest';
import { pod, sidecar, TARGET } from './index.ts';

/** What JavaScript, or a cast, gets past the compiler: every door, whatever it is given. */
type Doors = 'sidecar' | 'container' | 'init' | 'volume' | 'job' | 'cronJob' | 'deployment' | 'pod';
type Untyped = { readonly [door in Doors]: (...given: readonly unknown[]) => Untyped };
const js = (value: unknown): Untyped => value as Untyped;
const image = 'example.com/x:1';
const proxy = sidecar('proxy', image).ports({ http: 8080 });
const started = js(pod().sidecar(proxy));
const sleeping = { lifecycle: { preStop: { sleep: { seconds: 5 } } } };

/** What synth says, one line an error. */
function errors(write: (chart: Chart) => void, app: App = Testing.app()): readonly string[] {
  const chart = new Chart(app, 'test');
  write(chart);
  try {
    Testing.synth(chart);
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('what the compiler refuses, synth refuses as well, with the ids of the CLI', () => {
  it.each([
    [
      'a name in use',
      started.sidecar(proxy).container('a', { image }),
      'server/container-name-duplicate: spec.template.spec.initContainers[1].name: Duplicate value: "proxy"',
    ],
    [
      'a name that is no label',
      started.container('My_App', { image }),
      'server/container-name: spec.template.spec.containers[0].name: Invalid value: "My_App": ',
    ],
    [
      'a port name that is none',
      started.container('a', { image, ports: { '8080': 80 } }),
      'server/port-name: spec.template.spec.containers[0].ports[0].name: Invalid value: "8080": ',
    ],
    [
      'an undeclared volume',
      started.container('a', { image, mounts: { tls: '/tls' } }),
      'server/volume-mount-name: spec.template.spec.containers[0].volumeMounts[0].name: Not found: "tls"',
    ],
    [
      'a probe of an init container',
      started.init('i', { image, readiness: { tcp: 80 } }).container('a', { image }),
      'server/init-hooks-and-probes: spec.template.spec.initContainers[1].readinessProbe: Forbidden: ',
    ],
    [
      'a successThreshold',
      started.container('a', { image, liveness: { tcp: 80, successThreshold: 3 } }),
      'server/success-threshold: spec.template.spec.containers[0].livenessProbe.successThreshold: ',
    ],
    [
      'what is no quantity',
      started.container('a', { image, memory: '128mb' }),
      'server/wrong-type: spec.template.spec.containers[0].resources.requests.memory: quantities must ',
    ],
    [
      'a Pod without a regular container',
      started,
      'server/containers: spec.template.spec.containers: Required value',
    ],
    [
      'a sidecar where there are none',
      js(pod({ target: '1.28' }))
        .sidecar(proxy)
        .container('a', { image }),
      'server/dropped-field: spec.template.spec.initContainers[0].restartPolicy is removed without a word, ',
    ],
    [
      'a field that is too new',
      js(pod({ target: '1.28' })).container('a', { image, raw: sleeping }),
      'server/unknown-field: unknown field "spec.template.spec.containers[0].lifecycle.preStop.sleep"',
    ],
  ])('%s', (_, written, expected) => {
    const said = errors((chart) => written.deployment(chart, 'api'));
    expect(said.map((line) => line.slice(0, `[test/api] ${expected}`.length))).toContain(
      `[test/api] ${expected}`,
    );
  });

  it('a Job that restarts Always', () => {
    const written = started.container('a', { image });
    expect(errors((chart) => written.job(chart, 'job', { restartPolicy: 'Always' }))).toEqual([
      '[test/job] server/job-restart-policy: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ]);
  });
});

describe('at synth', () => {
  const spec = { containers: [{ name: 'app', image }] };
  const addTo = (chart: Chart, fields: object): void => {
    new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { ...spec, ...fields } }).with(proxy);
  };

  it('a workload that a sidecar is added to is checked as a whole', () => {
    const taken = { initContainers: [{ name: 'proxy', image }] };
    expect(errors((chart) => addTo(chart, taken))).toEqual([
      '[test/pod] server/container-name-duplicate: spec.initContainers[1].name: Duplicate value: "proxy"',
    ]);
  });

  it('it is checked for what the app says that it runs on', () => {
    const app = Testing.app();
    app.node.setContext(TARGET, '1.28');
    expect(errors((chart) => addTo(chart, {}), app).map((line) => line.split(': ')[0])).toEqual([
      '[test/pod] server/dropped-field',
    ]);
    expect(errors((chart) => addTo(chart, {}))).toEqual([]);
  });

  it('a field that no Kubernetes we know has may pass: the cluster may be newer', () => {
    expect(errors((chart) => addTo(chart, { novelty: true }))).toEqual([]);
  });

  it('what it and a Service make of each other is seen, too, and whose fault it is', () => {
    const served = (chart: Chart, target: '1.31' | '1.32'): void => {
      const labels = { app: 'web' };
      pod({ target, labels }).sidecar(proxy).container('a', { image }).deployment(chart, 'api');
      const ports = [{ port: 80, targetPort: 'http' }];
      new ApiObject(chart, 'public', {
        apiVersion: 'v1',
        kind: 'Service',
        spec: { selector: labels, ports },
      });
    };
    expect(errors((chart) => served(chart, '1.32'))).toEqual([]);
    expect(errors((chart) => served(chart, '1.31'))).toEqual([
      expect.stringMatching(
        /^\[\] test\/public: service-named-port-on-sidecar: spec\.ports\[0\]\.targetPort: /,
      ),
    ]);
  });

  it('once, however many charts the app has, and again when something changed', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'outrider-')) });
    const [workload] = ['a', 'b', 'c'].map((id) =>
      vi.spyOn(pod().container('app', { image }).deployment(new Chart(app, id), 'api'), 'toJson'),
    );
    app.synth();
    // To be checked, and to be written.
    expect(workload).toHaveBeenCalledTimes(2);
    app.charts[0]?.node.findChild('api').with(sidecar('app', image));
    expect(() => app.charts[0]?.toJson()).toThrow('server/container-name-duplicate');
  });

  it('each error comes once, however many sidecars are added', () => {
    const write = (chart: Chart): void => {
      addTo(chart, { restartPolicy: 'Sometimes' });
      chart.with(sidecar('a', image), sidecar('b', image));
    };
    expect(errors(write)).toHaveLength(1);
  });
});

describe('what synth keeps of its check', () => {
  const appOf = (options: object) => {
    const app = Testing.app();
    const written = js(pod()).container('app', { image, ...options });
    const made: unknown = written.deployment(new Chart(app, 'test'), 'web');
    return { app, workload: made as ApiObject };
  };
  const labelsOf = (workload: ApiObject) => (workload.toJson() as ApiObject).metadata;

  it('is forgotten when it fails', () => {
    const { app, workload } = appOf({ mounts: { tls: '/tls' } });
    expect(() => app.synth()).toThrow('server/volume-mount-name');
    workload.metadata.addLabel('later', 'yes');
    expect(labelsOf(workload)).toMatchObject({ labels: { later: 'yes' } });
  });

  it('is given away once', () => {
    const { app, workload } = appOf({});
    app.synth();
    workload.metadata.addLabel('later', 'yes');
    expect(labelsOf(workload)).toMatchObject({ labels: { later: 'yes' } });
    expect(app.synthYaml()).toContain('later: "yes"');
  });

  it('has the sidecars that were added once', () => {
    const { app, workload } = appOf({});
    proxy.applyTo(workload);
    app.synth();
    expect(app.synthYaml().match(/name: proxy/g)).toHaveLength(1);
  });
});
