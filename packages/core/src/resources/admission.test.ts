import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { printList } from '../quantity/resource-list.ts';
import { defaultPodResources } from '../store/default-resources.ts';
import { applyLimitRange, type LimitRangeItem, type LimitRangeViolation } from './limit-range.ts';
import { matchesScopes } from './quota-scopes.ts';
import { missingForQuota, quotaUsage, quotaVerdict } from './resource-quota.ts';

interface Row {
  readonly name: string;
  readonly k8s: string;
  readonly options: {
    readonly limitRange?: readonly LimitRangeItem[];
    readonly required?: readonly string[];
    readonly podLevel?: boolean;
  };
  readonly pod: PodSpec;
  readonly expect: {
    readonly containers?: Readonly<Record<string, unknown>>;
    readonly admitted?: boolean;
    readonly violations?: readonly Partial<LimitRangeViolation>[];
    readonly quotaUsage?: Readonly<Record<string, string>>;
    readonly missing?: Readonly<Record<string, readonly string[]>>;
  };
}

const rows = resourceVectors<Row>('admission');
const podOf = (spec: PodSpec) => ({ metadata: {}, spec });

/** Amounts that differ only in how they are written are equal to the API server. */
const resourcesOf = (spec: PodSpec) =>
  Object.fromEntries(
    containersOf(spec)
      .filter(({ container }) => container.resources !== undefined)
      .map(({ container }) => [container.name, container.resources]),
  );

describe('LimitRange (R-074 … R-079)', () => {
  it.each(rows.filter(({ options }) => options.limitRange))(
    '$name ($k8s; $source)',
    ({ k8s, options, pod, expect: expected }) => {
      for (const minor of minorsIn(k8s)) {
        const on = featuresAt(minor);
        const result = applyLimitRange(
          podOf(defaultPodResources(pod, on)),
          options.limitRange ?? [],
          on,
          options,
        );
        expect(result.admitted, `1.${minor}`).toBe(expected.admitted);
        expect(result.violations).toMatchObject(expected.violations ?? []);
        if (expected.containers) expect(resourcesOf(result.pod.spec)).toEqual(expected.containers);
      }
    },
  );

  const limits = { cpu: '1', memory: '1Gi' };
  const pod = podOf({
    containers: [{ name: 'app', resources: { limits, requests: { cpu: '100m', memory: '1Gi' } } }],
  });

  it.each([
    ['min', { min: { cpu: '2' } }, 'minimum cpu usage per Container is 2, but request is 100m'],
    ['min of a missing request', { min: { gpu: '1' }, default: {} }, undefined],
    ['max', { max: { cpu: '500m' } }, 'maximum cpu usage per Container is 500m, but limit is 1'],
    [
      'maxLimitRequestRatio',
      { maxLimitRequestRatio: { cpu: '2' } },
      'cpu max limit to request ratio per Container is 2, but provided ratio is 10.000000',
    ],
    [
      'maxLimitRequestRatio of nothing',
      { maxLimitRequestRatio: { gpu: '2' } },
      'gpu max limit to request ratio per Container is 2, but no request is specified or request is 0',
    ],
  ])('says %s in the words of the plugin (R-076)', (_, item, message) => {
    const { violations } = applyLimitRange(pod, [{ type: 'Container', ...item }], featuresAt(36));
    expect(violations.map((violation) => violation.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('lets huge pages of spec.resources alone (R-079)', () => {
    const spec = {
      containers: [{ name: 'app', resources: { limits: { 'hugepages-2Mi': '64Mi' } } }],
      resources: { limits: { 'hugepages-2Mi': '128Mi', cpu: '1' } },
    };
    const item = { type: 'Pod', max: { 'hugepages-2Mi': '100Mi' } };
    expect(applyLimitRange(podOf(spec), [item], featuresAt(36)).admitted).toBe(true);
  });
});

describe('ResourceQuota (R-080 … R-084)', () => {
  it.each(rows.filter((row) => row.expect.quotaUsage))(
    '$name ($k8s; $source)',
    ({ k8s, options, pod, expect: expected }) => {
      for (const minor of minorsIn(k8s)) {
        const on = featuresAt(minor);
        const spec = defaultPodResources(pod, on);
        expect(printList(quotaUsage(podOf(spec), on, options)), `1.${minor}`).toEqual(expected.quotaUsage);
      }
    },
  );

  it.each(rows.filter((row) => row.expect.missing))(
    '$name ($k8s; $source)',
    ({ k8s, options, pod, expect: expected }) => {
      for (const minor of minorsIn(k8s)) {
        const on = featuresAt(minor);
        const missing = missingForQuota(
          podOf(defaultPodResources(pod, on)),
          options.required ?? [],
          on,
          options,
        );
        expect(missing, `1.${minor}`).toEqual(expected.missing);
        expect(Object.keys(missing).length === 0).toBe(expected.admitted);
      }
    },
  );

  const pod = podOf({
    containers: [{ name: 'app', resources: { requests: { cpu: '500m', 'nvidia.com/gpu': '1' } } }],
  });

  it('counts how many Pods still fit, and says which name runs out (R-080, R-082)', () => {
    const quota = {
      name: 'team',
      hard: { 'requests.cpu': '4', 'requests.nvidia.com/gpu': '8', pods: '10' },
      used: { 'requests.cpu': '1', pods: '2' },
    };
    expect(quotaVerdict(quota, pod, 7, featuresAt(36))).toEqual({
      name: 'team',
      quotaUsage: { pods: '1', 'requests.cpu': '500m', 'requests.nvidia.com/gpu': '1' },
      hard: { pods: '10', 'requests.cpu': '4', 'requests.nvidia.com/gpu': '8' },
      used: { pods: '2', 'requests.cpu': '1', 'requests.nvidia.com/gpu': '0' },
      admitted: true,
      missing: {},
      exceeded: ['requests.cpu'],
      podsThatFit: 6,
    });
  });

  it('refuses in the words of the plugin (R-084)', () => {
    const full = { name: 'q', hard: { 'requests.cpu': '600m' }, used: { 'requests.cpu': '200m' } };
    expect(quotaVerdict(full, pod, 1, featuresAt(36))?.message).toBe(
      'exceeded quota: q, requested: requests.cpu=500m, used: requests.cpu=200m, limited: requests.cpu=600m',
    );
    const demanding = { name: 'q', hard: { 'limits.memory': '1Gi' } };
    expect(quotaVerdict(demanding, pod, 1, featuresAt(36))?.message).toBe(
      'failed quota: q: must specify limits.memory for: app',
    );
  });

  it('sets no bound where the Pod uses nothing the quota tracks', () => {
    const verdict = quotaVerdict(
      { name: 'q', hard: { 'limits.ephemeral-storage': '1Gi' } },
      pod,
      3,
      featuresAt(36),
    );
    expect(verdict).toMatchObject({ admitted: true, exceeded: [], podsThatFit: null });
  });

  const withDeadline = { ...pod, spec: { ...pod.spec, activeDeadlineSeconds: 0, priorityClassName: 'high' } };

  it.each([
    [{ scopeName: 'Terminating' }, true],
    [{ scopeName: 'NotTerminating' }, false],
    [{ scopeName: 'BestEffort' }, false],
    [{ scopeName: 'NotBestEffort' }, true],
    [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }, true],
    [{ scopeName: 'PriorityClass', operator: 'NotIn', values: ['high'] }, false],
    [{ scopeName: 'PriorityClass', operator: 'Exists' }, true],
    [{ scopeName: 'PriorityClass', operator: 'DoesNotExist' }, false],
    [{ scopeName: 'CrossNamespacePodAffinity' }, false],
    [{ scopeName: 'Unheard' }, false],
  ])('scope %j concerns a Pod with a deadline: %s', (scope, concerned) => {
    expect(matchesScopes([scope], withDeadline, featuresAt(36))).toBe(concerned);
    const verdict = quotaVerdict({ name: 'q', hard: {}, scopes: [scope] }, withDeadline, 1, featuresAt(36));
    expect(verdict !== undefined).toBe(concerned);
  });
});
