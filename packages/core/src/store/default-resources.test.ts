import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec, ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import { featuresAt } from '../kubernetes/release.ts';
import {
  completePodLevel,
  defaultPodResources,
  requestsFromLimits,
  roundResources,
} from './default-resources.ts';

interface Row {
  readonly name: string;
  readonly k8s: string;
  readonly options: { readonly podLevel?: boolean };
  readonly pod: PodSpec;
  readonly expect: {
    readonly defaulted: {
      readonly containers: Readonly<Record<string, ResourceRequirements>>;
      readonly pod?: ResourceRequirements;
    };
  };
}

describe('defaults of resources (R-070 … R-073)', () => {
  it.each(resourceVectors<Row>('defaulting'))(
    '$name ($k8s; $source)',
    ({ k8s, options, pod, expect: { defaulted } }) => {
      for (const minor of minorsIn(k8s)) {
        const on = { ...featuresAt(minor), PodLevelResources: options.podLevel ?? false };
        const spec = completePodLevel(defaultPodResources(pod, on), on);
        const containers = containersOf(spec)
          .filter(({ container }) => container.resources !== undefined)
          .map(({ container }) => [container.name, container.resources]);
        expect(Object.fromEntries(containers), `1.${minor}`).toEqual(defaulted.containers);
        if (defaulted.pod) expect(spec.resources, `1.${minor}`).toEqual(defaulted.pod);
      }
    },
  );

  it('gives a Pod no limit beside an ephemeral container, which can have none (R-072)', () => {
    const spec: PodSpec = {
      containers: [{ name: 'a', resources: { limits: { cpu: '1' } } }],
      resources: { requests: { cpu: '2' } },
    };
    const limitOf = (pod: PodSpec) => completePodLevel(pod, featuresAt(37)).resources?.limits;
    expect(limitOf(spec)).toEqual({ cpu: '2' });
    expect(limitOf({ ...spec, ephemeralContainers: [{ name: 'debug' }] })).toBeUndefined();
  });

  it('rounds up to thousandths, after adding up (R-071)', () => {
    const requests = { cpu: '0.1m' };
    const containers = [
      { name: 'a', resources: { requests } },
      { name: 'b', resources: { requests } },
    ];
    const spec = defaultPodResources({ containers, resources: { limits: { cpu: '1' } } }, featuresAt(34));
    expect(spec.containers?.[0]?.resources?.requests).toEqual({ cpu: '1m' });
    expect(spec.resources?.requests).toEqual({ cpu: '1m' });
  });

  it('rounds a template without filling in requests (R-071)', () => {
    const spec = {
      containers: [{ name: 'a', resources: { limits: { cpu: '0.5' } } }],
      overhead: { cpu: '1n' },
    };
    expect(roundResources(spec)).toEqual({
      containers: [{ name: 'a', resources: { limits: { cpu: '500m' } } }],
      overhead: { cpu: '1m' },
    });
  });

  it('keeps what is no quantity and treats __proto__ as a name (R-070)', () => {
    const limits = JSON.parse('{"__proto__":"1","cpu":"lots"}');
    const spec = requestsFromLimits({ containers: [{ name: 'a', resources: { limits } }] });
    expect(Object.entries(spec.containers?.[0]?.resources?.requests ?? {})).toEqual([
      ['__proto__', '1'],
      ['cpu', 'lots'],
    ]);
    expect(roundResources(spec).containers?.[0]?.resources?.limits?.['cpu']).toBe('lots');
  });
});
