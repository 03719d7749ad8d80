import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { parseQuantity } from '../quantity/parse-quantity.ts';
import { value } from '../quantity/quantity.ts';
import { oomScoreAdj } from './oom-score-adj.ts';
import { qosClass } from './qos-class.ts';

interface Row {
  readonly name: string;
  readonly k8s: string;
  readonly options: { readonly podLevel?: boolean; readonly nodeMemoryCapacity?: string };
  readonly pod: PodSpec;
  readonly expect: { readonly qos: string; readonly oomScoreAdj?: Readonly<Record<string, number>> };
}

const rows = [...resourceVectors<Row>('qos-oom'), ...resourceVectors<Row>('qos-oom-upstream')];

describe('QoS class and oom_score_adj (R-050 … R-057)', () => {
  it.each(rows)('$name ($k8s; $source)', ({ k8s, options, pod: spec, expect: expected }) => {
    const pod = { metadata: {}, spec };
    for (const minor of minorsIn(k8s)) {
      const on = featuresAt(minor);
      const qos = qosClass(pod, on, options);
      expect(qos, `1.${minor}`).toBe(expected.qos);
      const nodeMemory = value(parseQuantity(options.nodeMemoryCapacity ?? '16Gi'));
      const scores = containersOf(spec).map((entry) => [
        entry.container.name,
        oomScoreAdj(entry, { pod, on, qosClass: qos, nodeMemory, options }),
      ]);
      if (expected.oomScoreAdj) {
        expect(Object.fromEntries(scores), `1.${minor}`).toMatchObject(expected.oomScoreAdj);
      }
    }
  });
});
