import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { printList, type ResourceAmounts } from '../quantity/resource-list.ts';
import { monthlyCost, type Prices } from './cost.ts';
import { fitOnNode, parseNode } from './node-fit.ts';
import { podRequests } from './pod-sums.ts';

interface Figures {
  readonly requests: ResourceAmounts;
  readonly costPerPodHour: number;
  readonly costPerMonth: number;
  readonly podsPerNode: number;
  readonly nodes: number;
}

interface Row {
  readonly name: string;
  readonly k8s: string;
  readonly options: {
    readonly replicas: number;
    readonly price: Prices;
    readonly nodeAllocatable: ResourceAmounts;
    readonly daemonSets: ResourceAmounts;
  };
  readonly podBefore: PodSpec;
  readonly podAfter: PodSpec;
  readonly expect: { readonly before: Figures; readonly after: Figures };
}

describe('money and nodes (R-130 … R-138)', () => {
  it.each(resourceVectors<Row>('cost'))(
    '$name',
    ({ k8s, options, podBefore, podAfter, expect: expected }) => {
      const { replicas, price, nodeAllocatable, daemonSets } = options;
      for (const minor of minorsIn(k8s)) {
        const figures = (spec: PodSpec) => {
          const requests = printList(podRequests({ metadata: {}, spec }, featuresAt(minor)));
          const { podsPerNode, nodes } = fitOnNode(requests, nodeAllocatable, replicas, daemonSets);
          return { requests, ...monthlyCost(requests, price, replicas), podsPerNode, nodes };
        };
        expect({ before: figures(podBefore), after: figures(podAfter) }).toEqual({
          before: expected.before,
          after: expected.after,
        });
      }
    },
  );

  it('counts other resources only where they have a price, and one Pod for unknown replicas (R-131, R-137)', () => {
    const prices = { vcpuHour: 0, gibHour: 0 };
    expect(monthlyCost({ 'nvidia.com/gpu': '2' }, prices, 3).costPerMonth).toBe(0);
    const priced = { ...prices, unitHour: { 'nvidia.com/gpu': 1.5 } };
    expect(monthlyCost({ 'nvidia.com/gpu': '2' }, priced, null).costPerMonth).toBe(2190);
  });
});

describe('fit on a node (R-133, R-134)', () => {
  it('says which resource runs out and how near the next step is (R-134)', () => {
    const node = parseNode('cpu=4,memory=16Gi,pods=20');
    expect(fitOnNode({ cpu: '600m', memory: '1Gi' }, node, 10)).toEqual({
      podsPerNode: 6,
      limitedBy: ['cpu'],
      nodes: 2,
      resources: {
        cpu: { request: '600m', usable: '4', pods: 6, slack: '66m', onePodMoreAt: '571m' },
        memory: { request: '1Gi', usable: '16Gi', pods: 16, slack: '0', onePodMoreAt: '1010580540' },
      },
    });
  });

  it.each([
    ['only the Pod count bounds a Pod without requests', {}, 110, ['pods']],
    ['a resource the node lacks fits nowhere', { 'nvidia.com/gpu': '1' }, 0, ['nvidia.com/gpu']],
    ['a zero request takes nothing', { cpu: '0' }, 110, ['pods']],
  ])('%s (R-060, R-133)', (_, requests, podsPerNode, limitedBy) => {
    const fit = fitOnNode(requests, { cpu: '4', memory: '16Gi' }, 3);
    expect(fit).toMatchObject({ podsPerNode, limitedBy, nodes: podsPerNode === 0 ? null : 1 });
  });

  it.each(['cpu', 'cpu=', '=4', 'cpu=4=5', 'cpu=lots', ''])('refuses %j as a node', (text) => {
    expect(() => parseNode(text)).toThrow(RangeError);
  });
});
