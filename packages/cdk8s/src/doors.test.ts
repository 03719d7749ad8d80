import { Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { pod, sidecar } from './index.ts';

const image = 'example.com/app:1';
const labels = { app: 'x' };
const spec = {
  initContainers: [{ name: 'db', image, restartPolicy: 'Always' }],
  containers: [{ name: 'app', image }],
};
const metadata = { name: 'x' };
const written = pod({ labels }).sidecar(sidecar('db', image)).container('app', { image });
const synth = (write: (chart: Chart) => void): readonly object[] => {
  const chart = new Chart(Testing.app(), 'test');
  write(chart);
  return Testing.synth(chart);
};
const template = { metadata: { labels }, spec };
const jobTemplate = { metadata: { labels }, spec: { ...spec, restartPolicy: 'Never' } };
const selector = { matchLabels: labels };

describe('the doors of a Pod', () => {
  it.each([
    [
      'deployment',
      (chart: Chart) => written.deployment(chart, 'x', { metadata, minReadySeconds: 5 }),
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { minReadySeconds: 5, selector, template } },
    ],
    [
      'statefulSet',
      (chart: Chart) => written.statefulSet(chart, 'x', { metadata, serviceName: 'x' }),
      { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { serviceName: 'x', selector, template } },
    ],
    [
      'daemonSet',
      (chart: Chart) => written.daemonSet(chart, 'x', { metadata }),
      { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector, template } },
    ],
    [
      'job',
      (chart: Chart) => written.job(chart, 'x', { metadata, completions: 3 }),
      { apiVersion: 'batch/v1', kind: 'Job', spec: { completions: 3, template: jobTemplate } },
    ],
    [
      'cronJob',
      (chart: Chart) =>
        written.cronJob(chart, 'x', { metadata, schedule: '0 3 * * *', job: { backoffLimit: 1 } }),
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        spec: { schedule: '0 3 * * *', jobTemplate: { spec: { backoffLimit: 1, template: jobTemplate } } },
      },
    ],
  ])('%s', (_, write, expected) => {
    expect(synth(write)).toEqual([{ ...expected, metadata }]);
  });

  it('pod', () => {
    expect(synth((chart) => written.pod(chart, 'x', { metadata, restartPolicy: 'OnFailure' }))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, labels },
        spec: { ...spec, restartPolicy: 'OnFailure' },
      },
    ]);
  });

  it('template, without a construct', () => {
    expect(written.template({ metadata: { annotations: { a: 'b' } } })).toEqual({
      metadata: { labels, annotations: { a: 'b' } },
      spec,
    });
  });
});

describe('a Service', () => {
  it('needs labels to select a bare Pod by', () => {
    const bare = pod().container('app', { image, ports: { web: 80 } });
    expect(() => synth((chart) => bare.pod(chart, 'x').service('s', { web: 80 }))).toThrow(
      'Cannot select the Pod: give it labels',
    );
  });

  it('serves declared ports only, in JavaScript too', () => {
    const api = pod().container('app', { image, ports: { web: 80 } });
    const ports: object = { wbe: 80 };
    expect(() => synth((chart) => api.deployment(chart, 'x').service('s', ports))).toThrow(
      'Cannot serve port "wbe": the Pod declares "web"',
    );
  });
});
