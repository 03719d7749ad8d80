import { describe, expect, it } from 'vitest';
import { featuresAt } from '../kubernetes/release.ts';
import { blindSpots } from './consumers.ts';

/** Regular 2, sidecar 1, init container 4 with a limit of 6, overhead 100m: every formula has its own sum. */
const spec = {
  initContainers: [
    { name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
    { name: 'migrate', resources: { requests: { cpu: '4' } } },
    { name: 'warm', resources: { limits: { cpu: '6' } } },
  ],
  containers: [{ name: 'app', resources: { requests: { cpu: '2' } } }],
  overhead: { cpu: '100m' },
};

const shown = (tool: string, podSpec: object = spec) =>
  blindSpots({ metadata: {}, spec: podSpec }, featuresAt(36))
    .consumers.filter((one) => one.tool === tool)
    .map(({ versions, requests: { cpu } }) => [versions, cpu]);

describe('what each tool takes for the requests of a Pod with a sidecar', () => {
  it.each([
    [
      'R-111',
      'cluster-autoscaler utilization',
      ['<1.29', '2'],
      ['>=1.29 <1.32', '5100m'],
      ['>=1.32 <1.33', '4100m'],
      ['>=1.33', '5100m'],
    ],
    ['R-112', 'karpenter', ['<0.34.0', '6100m'], ['>=0.34.0', '5100m']],
    ['R-114', 'kueue', ['<0.6.3', '4100m'], ['>=0.6.3', '5100m']],
    ['R-115', 'kube_pod_container_resource_requests (kube-state-metrics, OpenCost)', ['*', '2']],
    ['R-116', 'kubectl describe node', ['<1.29', '4100m'], ['>=1.29 <1.36', '5100m'], ['>=1.36', '5100m']],
    ['R-118', 'Goldilocks', ['*', '2']],
    ['R-119', 'volcano', ['>=1.11.0', '5100m']],
    ['R-101, R-102', 'kubelet CPU, memory and device managers', ['<1.29', '4'], ['>=1.29', '5']],
  ])('%s: %s, version by version', (_, tool, ...versions) => {
    expect(shown(tool)).toEqual(versions);
  });

  it.each([
    ['R-111', 'cluster-autoscaler utilization', ['>=1.33 <1.34', '5100m'], ['>=1.34', '9100m']],
    ['R-112', 'karpenter', ['>=0.34.0 <1.8.0', '5100m'], ['>=1.8.0', '9100m']],
    ['R-114', 'kueue', ['>=0.6.3 <0.11.0', '5100m'], ['>=0.11.0', '9100m']],
    ['R-116', 'kubectl describe node', ['>=1.29 <1.36', '5100m'], ['>=1.36', '9100m']],
  ])('%s: %s learns of spec.resources in a later version', (_, tool, ...versions) => {
    expect(shown(tool, { ...spec, resources: { requests: { cpu: '9' } } }).slice(-2)).toEqual(versions);
  });

  it('hidden is what the Pod holds beyond the old formula: the peak is 4 + 1, the old one 4 (R-045)', () => {
    const { actual, oldFormula, hidden } = blindSpots({ metadata: {}, spec }, featuresAt(36));
    expect([actual.requests.cpu, oldFormula.requests.cpu, hidden.cpu]).toEqual(['5100m', '4100m', '1']);
  });

  it.each([
    ['2', '1', '1'],
    ['2', '3', '2'],
  ])(
    'regular %s and one sidecar %s hide %s: the sidecar, unless it exceeds the regular ones (R-045)',
    (regular, sidecar, cpu) => {
      const requests = (amount: string) => ({ resources: { requests: { cpu: amount } } });
      const pod = {
        metadata: {},
        spec: {
          initContainers: [{ name: 'proxy', restartPolicy: 'Always', ...requests(sidecar) }],
          containers: [{ name: 'app', ...requests(regular) }],
        },
      };
      expect(blindSpots(pod, featuresAt(36)).hidden).toEqual({ cpu });
    },
  );
});
