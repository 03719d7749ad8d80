import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { Workload } from '../workload/workload.ts';
import type { AnalysisDiff } from './analysis-diff.ts';
import { diffAnalyses } from './diff-analyses.ts';
import { fieldChanges } from './field-changes.ts';
import { fingerprintOf, namedPath } from './fingerprint.ts';
import { surgeOf } from './rollout.ts';

const finding = (path: string) => ({
  rule: 'r',
  origin: 'rule' as const,
  severity: 'warning' as const,
  message: '',
  path,
});

describe('fingerprintOf', () => {
  const object = {
    spec: {
      initContainers: [{ name: 'migrate' }, { name: 'proxy' }],
      containers: [{ name: 'app' }, {}],
      jobs: [{ name: 'leader', template: { spec: { containers: [{ name: 'main' }] } } }],
    },
  };

  it.each([
    ['spec.initContainers[1].startupProbe', 'proxy', 'startupProbe'],
    ['spec.containers[0]', 'app', ''],
    ['spec.jobs[0].template.spec.containers[0].image', 'main', 'image'],
    ['spec.containers[1].image', '', 'image'],
    ['spec.containers[7].image', '', 'image'],
    ['spec.terminationGracePeriodSeconds', '', 'spec.terminationGracePeriodSeconds'],
    ['', '', ''],
  ])('%s', (path, container, field) => {
    expect(fingerprintOf(finding(path), object)).toEqual({ rule: 'r', container, field });
  });

  it('names the entries of lists on the way to a pod template', () => {
    expect(namedPath('spec.jobs[0].template', object)).toBe('spec.jobs[leader].template');
    expect(namedPath('spec.jobs[3].template', object)).toBe('spec.jobs[3].template');
  });
});

describe('fieldChanges', () => {
  it.each<[string, unknown, unknown, readonly unknown[]]>([
    ['equal values, whatever the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['absent and undefined', { a: undefined }, {}, []],
    ['an empty struct that is stored anyway', { resources: {} }, {}, []],
    ['an empty object that means something', { emptyDir: {} }, {}, [['emptyDir', 'removed', null, null]]],
    [
      'numbers and booleans, shown',
      { a: 1, b: true },
      { a: 2, b: false },
      [
        ['a', 'changed', '1', '2'],
        ['b', 'changed', 'true', 'false'],
      ],
    ],
    [
      'texts, hidden unless harmless',
      { x: 'a', image: 'a' },
      { x: 'b', image: 'b' },
      [
        ['image', 'changed', 'a', 'b'],
        ['x', 'changed', null, null],
      ],
    ],
    [
      'entries by name, in any order',
      { e: [{ name: 'A', value: '1' }, { name: 'B' }] },
      { e: [{ name: 'B' }, { name: 'A', value: '2' }] },
      [['e[A].value', 'changed', null, null]],
    ],
    [
      'requests and hooks, also where there were none',
      {},
      { resources: { requests: { cpu: '1' } }, lifecycle: { preStop: { sleep: { seconds: 5 } } } },
      [
        ['lifecycle.preStop', 'added', null, 'sleeps 5 s'],
        ['resources.requests.cpu', 'added', null, '1'],
      ],
    ],
    [
      'probes, by their numbers',
      { startupProbe: { periodSeconds: 1, failureThreshold: 30, exec: { command: ['s3cret'] } } },
      { readinessProbe: { initialDelaySeconds: 5, exec: { command: ['s3cret'] } } },
      [
        ['readinessProbe', 'added', null, 'every 10 s after 5 s, up to 3 times'],
        ['startupProbe', 'removed', 'every 1 s, up to 30 times', null],
      ],
    ],
    ['lists without names, as a whole', { args: ['a'] }, { args: ['b'] }, [['args', 'changed', null, null]]],
    ['keys that objects inherit', JSON.parse('{"__proto__": 1}'), {}, [['__proto__', 'removed', '1', null]]],
  ])('%s', (_, before, after, expected) => {
    expect(
      fieldChanges(before, after).map(({ path, kind, before, after }) => [path, kind, before, after]),
    ).toEqual(expected);
  });
});

describe('surgeOf', () => {
  const deployment = (strategy: unknown): Workload =>
    ({ kind: 'Deployment', manifest: { value: { spec: { strategy } } } }) as unknown as Workload;
  const daemonSet = (updateStrategy: unknown): Workload =>
    ({ kind: 'DaemonSet', manifest: { value: { spec: { updateStrategy } } } }) as unknown as Workload;

  it.each([
    ['the default of 25 %, rounded up', undefined, 10, 3],
    ['a percentage', { rollingUpdate: { maxSurge: '100%' } }, 4, 4],
    ['a number', { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }, 10, 1],
    ['Recreate', { type: 'Recreate' }, 10, 0],
    ['nothing to roll', undefined, 0, 0],
    ['what is no number', { rollingUpdate: { maxSurge: 'many' } }, 10, undefined],
  ])('of a Deployment: %s', (_, strategy, replicas, surge) =>
    expect(surgeOf(deployment(strategy), replicas)).toBe(surge),
  );

  it.each([
    ['none unless asked for', undefined, undefined],
    ['one more a node, whatever the share of nodes', { rollingUpdate: { maxSurge: '10%' } }, 1],
    ['none when Pods are replaced by hand', { type: 'OnDelete' }, undefined],
  ])('of a DaemonSet: %s', (_, strategy, surge) => expect(surgeOf(daemonSet(strategy), 1)).toBe(surge));

  it('is nothing for other kinds', () => {
    expect(surgeOf({ ...deployment(undefined), kind: 'StatefulSet' }, 3)).toBeUndefined();
  });
});

const analysisOf = (...objects: readonly object[]) =>
  analyze(
    objects.map((object, index) => ({ file: `${index}.yaml`, text: JSON.stringify(object) })),
    releaseOf('1.36'),
  );

const resourcesOf = (
  requests: object,
): AnalysisDiff['workloads'][number]['resources']['delta'] | undefined => {
  const pod = (own: object) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'app', image: 'a', resources: { requests: own } }] },
  });
  return diffAnalyses(analysisOf(pod({ cpu: '1', memory: '1Gi' })), analysisOf(pod(requests))).workloads[0]
    ?.resources.delta;
};

describe('amounts', () => {
  it.each([
    [
      { cpu: '1500m', memory: '1Gi' },
      { cpu: '500m', memory: '0' },
    ],
    [
      { cpu: '1', memory: '512Mi' },
      { cpu: '0', memory: '-512Mi' },
    ],
    [
      { cpu: '1', memory: '1G' },
      { cpu: '0', memory: '-73741824' },
    ],
    [{ cpu: '1' }, { cpu: '0', memory: '-1Gi' }],
    [
      { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '2' },
      { cpu: '0', memory: '0', 'nvidia.com/gpu': '2' },
    ],
    [
      { cpu: '9007199254740993', memory: '1Gi' },
      { cpu: '9007199254740992', memory: '0' },
    ],
  ])('%j: exact, canonical, signed', (requests, delta) => {
    expect(resourcesOf(requests)?.pod.requests).toEqual(delta);
  });
});

describe('workloads of one object', () => {
  const jobSet = (...names: readonly string[]) => ({
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: { name: 'train' },
    spec: {
      replicatedJobs: names.map((name) => ({
        name,
        template: { spec: { template: { spec: { containers: [{ name: 'main', image: `${name}:1` }] } } } },
      })),
    },
  });

  it('are told apart by the names on the way to their templates, not by their place', () => {
    const diff = diffAnalyses(
      analysisOf(jobSet('leader', 'workers')),
      analysisOf(jobSet('extra', 'workers', 'leader')),
    );
    expect(diff.workloads.map(({ identity, change }) => [identity.podTemplate, change])).toEqual([
      [expect.stringContaining('[extra]'), 'added'],
      [expect.stringContaining('[leader]'), 'unchanged'],
      [expect.stringContaining('[workers]'), 'unchanged'],
    ]);
    expect(diff.workloads.slice(1).map(({ pod }) => pod)).toEqual([[], []]);
  });
});

describe('groups', () => {
  const deployment = (name: string, cpu: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 2,
      template: { spec: { containers: [{ name: 'app', image: 'a', resources: { requests: { cpu } } }] } },
    },
  });

  it('hold workloads with the same change, numbers apart, from three on', () => {
    const side = (...amounts: readonly string[]) =>
      analysisOf(...amounts.map((cpu, index) => deployment(`w${index}`, cpu)));
    const three = diffAnalyses(side('1', '1', '1', '2'), side('2', '3', '4', '1'));
    expect(three.groups).toEqual([
      {
        change: 'changed',
        workloads: [0, 1, 2],
        count: 3,
        pods: 6,
        delta: { requests: { cpu: '12' }, limits: {} },
      },
    ]);
    expect(diffAnalyses(side('1', '1', '2'), side('2', '2', '1')).groups).toEqual([]);
  });
});
