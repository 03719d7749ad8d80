import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec, PodStatus } from '../kubernetes/api-types.gen.ts';
import { featuresAt } from '../kubernetes/release.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import { printList } from '../quantity/resource-list.ts';
import { containerLimits, containerRequests, podLimits, podRequests, type SumOptions } from './pod-sums.ts';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly k8s: string;
  readonly options: SumOptions & { readonly aggregate?: 'containers' };
  readonly pod: PodSpec;
  readonly status?: PodStatus;
  readonly expect: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
}

const rows = [...resourceVectors<Row>('pod-resources'), ...resourceVectors<Row>('pod-resources-upstream')];

describe('effective requests and limits (R-001 … R-037)', () => {
  it.each(rows)('$name ($k8s; $source)', ({ k8s, options, pod: spec, status, expect: expected }) => {
    const pod = { metadata: {}, spec, ...(status && { status }) };
    for (const minor of minorsIn(k8s)) {
      const on = featuresAt(minor);
      const requests = options.aggregate
        ? containerRequests(pod, on, options)
        : podRequests(pod, on, options);
      const limits = options.aggregate ? containerLimits(pod, on, options) : podLimits(pod, on, options);
      if (expected.requests) expect(printList(requests), `1.${minor}`).toEqual(expected.requests);
      if (expected.limits) expect(printList(limits), `1.${minor}`).toEqual(expected.limits);
    }
  });
});
