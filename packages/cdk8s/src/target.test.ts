import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { sidecar, TARGET } from './index.ts';
import { noteTarget, releaseFor, type WrittenTarget } from './target.ts';

const chartFor = (version?: string): Chart => {
  const app = new App();
  if (version !== undefined) app.node.setContext(TARGET, version);
  return new Chart(app, 'test');
};

const releaseIn = (chart: Chart, written: WrittenTarget) => {
  noteTarget(chart, written);
  return releaseFor(chart);
};

describe('the release that a workload is checked against', () => {
  it.each([
    [{ version: '1.30' }, '1.29', '1.30'],
    [{}, '1.29', '1.29'],
    [{}, 'v1.31.4-gke.1', '1.31'],
    [{}, undefined, '1.37'],
  ] as const)('%j in an app for %s is %s', (written, app, expected) => {
    expect(releaseIn(chartFor(app), written).version).toBe(expected);
  });

  it('has the feature gates that were written', () => {
    const written = { version: '1.28', featureGates: { SidecarContainers: true } } as const;
    expect(releaseIn(chartFor(), written).on.SidecarContainers).toBe(true);
    expect(releaseIn(chartFor(), { version: '1.28' }).on.SidecarContainers).toBe(false);
  });

  it('is one that Outrider knows, or synth says so', () => {
    const chart = chartFor('1.99');
    const spec = { containers: [{ name: 'app', image: 'x' }] };
    new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec }).with(sidecar('db', 'x'));
    expect(() => Testing.synth(chart)).toThrow('[test/pod] Unknown Kubernetes version "1.99"');
  });
});
