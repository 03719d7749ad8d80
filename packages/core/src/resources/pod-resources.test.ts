import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt, type Release, releaseOf } from '../kubernetes/release.ts';
import { compare } from '../quantity/arithmetic.ts';
import { parseQuantity } from '../quantity/parse-quantity.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import { podResources } from './compute-pod-resources.ts';

const resourcesAt = (spec: PodSpec, release: Release = releaseOf('1.36')) =>
  podResources({ metadata: {}, spec }, release);

interface ProfileRow {
  readonly name: string;
  readonly k8s: string;
  readonly pod: PodSpec;
  readonly expect: {
    readonly profile: {
      readonly steps: readonly { readonly phase: string; readonly use: ResourceAmounts }[];
      readonly effective: ResourceAmounts;
      readonly decidedBy: Readonly<Record<string, string>>;
    };
  };
}

const MOMENTS = { init: 'init', sidecar: 'start', regular: 'run' } as const;

describe('steps and peaks (R-007)', () => {
  it.each(resourceVectors<ProfileRow>('peak-profile'))(
    '$name ($source)',
    ({ k8s, pod, expect: { profile } }) => {
      for (const minor of minorsIn(k8s)) {
        const { requests, steps, peaks } = resourcesAt(pod, { version: '1.36', on: featuresAt(minor) });
        const phases = steps.map(({ container, role }) => (role ? `${MOMENTS[role]} ${container}` : 'run'));
        expect(steps.map((step, index) => ({ phase: phases[index], use: step.requests }))).toEqual(
          profile.steps,
        );
        expect(requests).toEqual(profile.effective);
        const decidedBy = Object.entries(peaks).map(([name, { during }]) => [
          name,
          phases[steps.findIndex((step) => step.during === during)],
        ]);
        expect(Object.fromEntries(decidedBy)).toEqual(profile.decidedBy);
      }
    },
  );

  it('names overhead and spec.resources where they set a number (R-010, R-020)', () => {
    const { peaks } = resourcesAt({
      containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }],
      resources: { requests: { memory: '1Gi' } },
      overhead: { 'ephemeral-storage': '1Gi', memory: '64Mi' },
    });
    expect(peaks).toEqual({
      cpu: { value: '1', during: 'running' },
      'ephemeral-storage': { value: '1Gi', during: 'overhead' },
      memory: { value: '1088Mi', during: 'podResources' },
    });
  });

  it('leaves spec.resources out where its gate is off (R-020)', () => {
    const spec = { containers: [{ name: 'app' }], resources: { requests: { cpu: '2' } } };
    expect(resourcesAt(spec, releaseOf('1.33')).requests).toEqual({});
    expect(resourcesAt(spec, releaseOf('1.33', { PodLevelResources: true })).requests).toEqual({ cpu: '2' });
  });
});

const cpu = fc.integer({ min: 0, max: 4000 }).map((milli) => `${milli}m`);
const container: fc.Arbitrary<Container> = fc.record({
  name: fc.constant('c'),
  resources: fc.record({
    requests: fc.oneof(fc.constant({}), fc.record({ cpu }), fc.record({ cpu, gpu: cpu })),
  }),
});
const initContainer: fc.Arbitrary<Container> = fc
  .tuple(container, fc.boolean())
  .map(([entry, sidecar]) => (sidecar ? { ...entry, restartPolicy: 'Always' } : entry));
const podSpec = fc.record({
  initContainers: fc.array(initContainer, { maxLength: 5 }),
  containers: fc.array(container, { minLength: 1, maxLength: 4 }),
});

const atLeast = (greater: ResourceAmounts, lesser: ResourceAmounts) =>
  Object.entries(lesser).every(
    ([name, amount]) => compare(parseQuantity(greater[name] ?? '-1'), parseQuantity(amount)) >= 0,
  );

describe('laws of effective requests', () => {
  it('adding a container never lowers a request (R-004)', () => {
    fc.assert(
      fc.property(podSpec, container, initContainer, fc.nat(5), (spec, regular, init, index) => {
        const before = resourcesAt(spec).requests;
        const more = { ...spec, containers: [...spec.containers, regular] };
        const earlier = { ...spec, initContainers: spec.initContainers.toSpliced(index, 0, init) };
        expect(atLeast(resourcesAt(more).requests, before)).toBe(true);
        expect(atLeast(resourcesAt(earlier).requests, before)).toBe(true);
      }),
    );
  });

  it('the order of regular containers never matters (R-001)', () => {
    fc.assert(
      fc.property(podSpec, (spec) => {
        const turned = { ...spec, containers: spec.containers.toReversed() };
        expect(resourcesAt(turned).requests).toEqual(resourcesAt(spec).requests);
      }),
    );
  });

  it('the sum is at least the largest single step, and one of them (R-004, R-007)', () => {
    fc.assert(
      fc.property(podSpec, (spec) => {
        const { requests, steps } = resourcesAt(spec);
        for (const step of steps) expect(atLeast(requests, step.requests)).toBe(true);
        for (const [name, amount] of Object.entries(requests)) {
          expect(steps.map((step) => step.requests[name])).toContain(amount);
        }
      }),
    );
  });
});

describe('hostile Pods', () => {
  it('ignores amounts that are no quantities and survives __proto__ (R-008)', () => {
    const requests = JSON.parse('{"__proto__":"1","cpu":"abc","memory":"1Gi","constructor":"2"}');
    const { requests: sum } = resourcesAt({ containers: [{ name: 'app', resources: { requests } }] });
    expect(Object.entries(sum)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['memory', '1Gi'],
    ]);
  });

  it('takes a Pod without containers', () => {
    expect(resourcesAt({}).qosClass).toBe('BestEffort');
    expect(resourcesAt({}).steps).toEqual([{ during: 'running', requests: {} }]);
  });
});
