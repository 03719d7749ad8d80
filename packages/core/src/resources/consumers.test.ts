import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { type BlindSpots, blindSpots } from './consumers.ts';
import type { SumOptions } from './pod-sums.ts';

interface Row {
  readonly name: string;
  readonly k8s: string;
  readonly options: SumOptions;
  readonly pod: PodSpec;
  readonly expect: BlindSpots;
}

describe('what tools believe (R-040 … R-047, R-110 … R-117)', () => {
  it.each(resourceVectors<Row>('underreporting'))(
    '$name ($k8s; $source)',
    ({ k8s, options, pod, expect: expected }) => {
      for (const minor of minorsIn(k8s)) {
        const { consumers, ...sums } = blindSpots({ metadata: {}, spec: pod }, featuresAt(minor), options);
        const { consumers: expectedConsumers, ...expectedSums } = expected;
        expect(sums, `1.${minor}`).toEqual(expectedSums);
        const shown = consumers.map(({ tool, versions, requests }) => ({ tool, versions, requests }));
        for (const consumer of expectedConsumers) expect(shown).toContainEqual(consumer);
      }
    },
  );

  it('sees that managers of 1.28 hand on what a sidecar holds, and that the VPA leaves it out (R-041, R-113)', () => {
    const spec = {
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } }],
      containers: [{ name: 'app', resources: { requests: { cpu: '2' } } }],
      overhead: { cpu: '100m' },
    };
    const { consumers } = blindSpots({ metadata: {}, spec }, featuresAt(28));
    const shown = (tool: string) =>
      consumers
        .filter((one) => one.tool.startsWith(tool))
        .map(({ versions, requests }) => [versions, requests]);
    expect(shown('kubelet CPU')).toEqual([
      ['<1.29', { cpu: '2' }],
      ['>=1.29', { cpu: '3' }],
    ]);
    expect(shown('VPA')).toEqual([['<1.8.0', { cpu: '2' }]]);
  });

  it('names the containers that break the HPA (R-110)', () => {
    const spec = {
      initContainers: [
        { name: 'proxy', restartPolicy: 'Always', resources: { requests: { memory: '64Mi' } } },
      ],
      containers: [{ name: 'app', resources: { requests: { cpu: '1', memory: '1Gi' } } }],
    };
    const { consumers } = blindSpots({ metadata: {}, spec }, featuresAt(36));
    const hpa = consumers.filter(({ tool }) => tool.startsWith('HPA')).map(({ missing }) => missing);
    expect(hpa).toEqual([undefined, { cpu: ['proxy'] }]);
  });

  it('the kubelet reads container ephemeral-storage as nothing under spec.resources (R-044)', () => {
    const spec = {
      containers: [{ name: 'app', resources: { requests: { 'ephemeral-storage': '1Gi' } } }],
      resources: { requests: { cpu: '1' } },
    };
    const { consumers } = blindSpots({ metadata: {}, spec }, featuresAt(36));
    const kubelet = consumers.find(
      ({ tool, versions }) => tool.startsWith('kubelet') && versions === '>=1.34',
    );
    expect(kubelet?.requests).toEqual({ cpu: '1', 'ephemeral-storage': '0' });
  });
});
