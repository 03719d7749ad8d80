import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import type { JsonObject } from '../json.ts';
import { releaseOf } from '../kubernetes/release.ts';

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    template: {
      spec: { containers: [{ name: 'app', image: 'a', resources: { requests: { cpu: '250m' } } }] },
    },
  },
};

const autoscaler = (spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...spec },
  ...more,
});

/** The workload may come before or after what scales it, in one file or another. */
const rangeOf = (...autoscalers: readonly JsonObject[]) =>
  analyze(
    [web, ...autoscalers].map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object) })),
    releaseOf('1.36'),
    { node: { cpu: '1', memory: '4Gi' }, prices: { vcpuHour: 0.04, gibHour: 0 } },
  ).workloads[0]?.resources.range;

describe('what a HorizontalPodAutoscaler makes of a workload', () => {
  it('is a range of Pods, with what they reserve, cost and need', () => {
    expect(rangeOf(autoscaler({ minReplicas: 2, maxReplicas: 10 }))).toEqual({
      autoscaler: 'web',
      fewest: { replicas: 2, requests: { cpu: '500m' }, limits: {}, costPerMonth: 14.6, nodes: 1 },
      most: { replicas: 10, requests: { cpu: '2500m' }, limits: {}, costPerMonth: 73, nodes: 3 },
    });
  });

  it('begins at 1 unless it says otherwise', () => {
    expect(rangeOf(autoscaler({ maxReplicas: 3 }))).toMatchObject({ fewest: { replicas: 1 } });
  });

  it.each<[string, readonly JsonObject[]]>([
    ['there is none', []],
    [
      'it scales another workload',
      [autoscaler({ scaleTargetRef: { kind: 'Deployment', name: 'api' }, maxReplicas: 3 })],
    ],
    [
      'it is of another namespace',
      [autoscaler({ maxReplicas: 3 }, { metadata: { name: 'web', namespace: 'x' } })],
    ],
    ['its bounds are no bounds', [autoscaler({ minReplicas: 4, maxReplicas: 3 })]],
    ['its bounds are no numbers', [autoscaler({ maxReplicas: '3' })]],
    ['it has no target', [autoscaler({ scaleTargetRef: null, maxReplicas: 3 })]],
    ["it is somebody else's kind", [autoscaler({ maxReplicas: 3 }, { apiVersion: 'example.org/v1' })]],
    [
      'two claim it, and the controller stops both',
      [autoscaler({ maxReplicas: 3 }), autoscaler({ maxReplicas: 5 })],
    ],
  ])('is nothing where %s', (_, autoscalers) => expect(rangeOf(...autoscalers)).toBeUndefined());
});
