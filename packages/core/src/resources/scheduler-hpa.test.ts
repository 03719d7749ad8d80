import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { readList } from '../quantity/resource-list.ts';
import { type HpaMetric, hpaRequest, hpaUtilization } from './hpa.ts';
import { podRequests, type SumOptions } from './pod-sums.ts';
import { fitsNode, type NodeState, schedulerRequest } from './scheduler.ts';

interface Row<Options, Expected> {
  readonly name: string;
  readonly k8s: string;
  readonly options: Options & SumOptions;
  readonly pod: PodSpec;
  readonly expect: Expected;
}

const podOf = (spec: PodSpec) => ({ metadata: {}, spec });

interface SchedulerExpectation {
  readonly requestedMilliCPU?: number;
  readonly requestedMemory?: string;
  readonly nonZeroMilliCPU?: number;
  readonly nonZeroMemory?: string;
  readonly fits?: boolean;
  readonly insufficient?: readonly string[];
}

describe('scheduler (R-060 … R-062)', () => {
  it.each(resourceVectors<Row<NodeState, SchedulerExpectation>>('scheduler'))(
    '$name ($k8s; $source)',
    (row) => {
      for (const minor of minorsIn(row.k8s)) {
        const on = featuresAt(minor);
        const pod = podOf(row.pod);
        const { fits, insufficient, ...counted } = row.expect;
        if (fits !== undefined) {
          expect(fitsNode(podRequests(pod, on, row.options), row.options)).toEqual({ fits, insufficient });
          continue;
        }
        const request = schedulerRequest(pod, on, row.options);
        const [cpu, memory, anyCpu, anyMemory] = Object.values(request);
        expect([Number(cpu), `${memory}`, Number(anyCpu), `${anyMemory}`], `1.${minor}`).toEqual([
          counted.requestedMilliCPU,
          counted.requestedMemory,
          counted.nonZeroMilliCPU,
          counted.nonZeroMemory,
        ]);
      }
    },
  );

  it('compares names it knows and amounts above zero (R-060)', () => {
    const requests = readList({
      cpu: '0',
      storage: '1Gi',
      'kubernetes.io/x': '1',
      'attachable-volumes-y': '1',
    });
    const verdict = fitsNode(requests, { allocatable: { pods: '1' } });
    expect(verdict).toEqual({ fits: false, insufficient: ['attachable-volumes-y', 'kubernetes.io/x'] });
  });
});

interface HpaOptions {
  readonly usageMilli?: Readonly<Record<string, number>>;
}

interface HpaExpectation {
  readonly requestMilli?: string;
  readonly utilizationPercent?: number;
  readonly error?: string;
  readonly container?: string;
}

describe('HPA (R-042, R-110)', () => {
  it.each(resourceVectors<Row<HpaOptions & HpaMetric, HpaExpectation>>('hpa'))(
    '$name ($k8s; $source)',
    (row) => {
      const { usageMilli = {}, ...metric } = row.options;
      const measured =
        metric.metric === 'Resource' ? Object.values(usageMilli) : [usageMilli[metric.container] ?? 0];
      const usage = BigInt(measured.reduce((sum, milli) => sum + milli, 0));
      for (const minor of minorsIn(row.k8s)) {
        const request = hpaRequest(podOf(row.pod), featuresAt(minor), metric, row.options);
        const printed = 'requestMilli' in request ? { requestMilli: `${request.requestMilli}` } : request;
        const percent = row.options.usageMilli ? hpaUtilization(request, usage) : undefined;
        expect({ ...printed, ...(percent !== undefined && { utilizationPercent: percent }) }).toEqual(
          row.expect,
        );
      }
    },
  );
});
