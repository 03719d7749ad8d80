import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../test/analysis-of.ts';
import type { LocatedFinding } from '../finding.ts';
import type { Workload } from '../workload/workload.ts';
import { diffAnalyses } from './diff-analyses.ts';

const deployment = (name: string, podSpec: string, more = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2${more}
  template:
    spec:
${podSpec.replace(/^/gm, '      ')}
`;

const legacy = `containers:
- { name: app, image: app:1 }
- { name: envoy, image: envoy:1 }`;

const native = `initContainers:
- { name: envoy, image: envoy:1, restartPolicy: Always, startupProbe: { periodSeconds: 1, failureThreshold: 30 } }
containers:
- { name: app, image: app:1 }`;

const diffOf = (before: string, after: string) =>
  diffAnalyses(analysisOf({ 'a.yaml': before }), analysisOf({ 'a.yaml': after }));

describe('diffAnalyses', () => {
  it('says unchanged of equal sides, whatever the text looks like', () => {
    const diff = diffOf(deployment('web', native), `# moved\n---\n${deployment('web', native)}`);
    expect(diff.workloads).toMatchObject([{ change: 'unchanged', pod: [], object: [] }]);
  });

  it('tells added, removed and changed workloads by identity, not by file', () => {
    const before = { 'a.yaml': deployment('web', native), 'b.yaml': deployment('old', legacy) };
    const after = { 'c.yaml': deployment('web', legacy), 'd.yaml': deployment('new', native) };
    const diff = diffAnalyses(analysisOf(before), analysisOf(after));
    expect(diff.workloads.map(({ identity, change }) => [identity.name, change])).toEqual([
      ['new', 'added'],
      ['old', 'removed'],
      ['web', 'changed'],
    ]);
    expect(diff.totals.workloads).toEqual({
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 0,
      renamed: 0,
      different: 3,
      total: 3,
    });
  });

  it('calls a workload renamed when its Pod is the same, and only when there is no doubt', () => {
    const [renamed] = diffOf(deployment('old', native), deployment('new', native)).workloads;
    expect(renamed).toMatchObject({
      change: 'changed',
      identity: { name: 'new' },
      renamedFrom: { name: 'old' },
    });
    const doubtful = diffOf(
      deployment('old', native),
      `${deployment('new', native)}\n---\n${deployment('newer', native)}`,
    );
    expect(doubtful.workloads.map(({ change }) => change).sort()).toEqual(['added', 'added', 'removed']);
  });

  it('follows a workload to another version of its API', () => {
    const old = deployment('web', native).replace('apps/v1', 'apps/v1beta2');
    expect(diffOf(old, deployment('web', native)).workloads).toMatchObject([
      { change: 'changed', renamedFrom: { apiVersion: 'apps/v1beta2' } },
    ]);
  });

  it('tells a conversion to a native sidecar as one event', () => {
    const [workload] = diffOf(deployment('web', legacy), deployment('web', native)).workloads;
    expect(workload?.pod).toEqual([
      { change: 'role', container: 'envoy', before: 'regular', after: 'sidecar' },
      expect.objectContaining({ change: 'field', container: 'envoy', path: 'startupProbe', kind: 'added' }),
    ]);
    expect(workload?.lifecycle.before).toMatchObject({
      start: { gates: [], regular: ['app', 'envoy'] },
      stop: { stopOrder: [['app', 'envoy']] },
    });
    expect(workload?.lifecycle.after).toMatchObject({
      start: { gates: [{ container: 'envoy', role: 'sidecar', ownSeconds: 30 }], regular: ['app'] },
      stop: { stopOrder: [['app'], ['envoy']] },
    });
  });

  it('takes the order of initContainers for meaning', () => {
    const other = native
      .replace('containers:\n', 'containers:\n')
      .replace('initContainers:', 'initContainers:\n- { name: migrate, image: m:1 }');
    const swapped = native.replace('\ncontainers:', '\n- { name: migrate, image: m:1 }\ncontainers:');
    const [workload] = diffOf(deployment('web', other), deployment('web', swapped)).workloads;
    expect(workload?.pod).toEqual([
      { change: 'order', list: 'initContainers', before: ['migrate', 'envoy'], after: ['envoy', 'migrate'] },
    ]);
  });

  it('never tells values of env or args', () => {
    const secret = (value: string) =>
      `containers:\n- { name: app, env: [{ name: TOKEN, value: ${value} }], args: [${value}] }`;
    const diff = diffOf(deployment('web', secret('s3cret')), deployment('web', secret('t0psecret')));
    expect(diff.workloads[0]?.pod).toMatchObject([
      { path: 'args', before: null, after: null },
      { path: 'env[TOKEN].value', before: null, after: null },
    ]);
    expect(JSON.stringify(diff)).not.toMatch(/s3cret|t0psecret/);
  });

  it('tells what changed around the Pod', () => {
    const [workload] = diffOf(
      deployment('web', native),
      deployment('web', native, '\n  strategy: { type: Recreate }'),
    ).workloads;
    expect(workload).toMatchObject({
      change: 'changed',
      pod: [],
      object: [{ path: 'spec.strategy', kind: 'added' }],
    });
    expect(workload?.resources.before?.rollout).toMatchObject({ surgePods: 1 });
    expect(workload?.resources.after?.rollout).toMatchObject({ surgePods: 0 });
  });

  it('does not call a workload removed when its file can no longer be read', () => {
    const diff = diffOf(deployment('web', native), 'a: [');
    expect(diff.workloads).toEqual([]);
    expect(diff.notCompared).toMatchObject([
      { identity: { name: 'web' }, reason: 'a.yaml cannot be read on the head side' },
    ]);
  });
});

describe('findings', () => {
  const finding = (workload: Workload, more: Partial<LocatedFinding>): LocatedFinding => ({
    rule: 'some-rule',
    origin: 'rule',
    severity: 'warning',
    message: 'wording',
    path: '',
    source: workload.source,
    line: 1,
    column: 1,
    ...more,
  });

  it('follows a container to another list', () => {
    const at = (path: string, message: string) => (workload: Workload) => [
      finding(workload, { path, message }),
    ];
    const diff = diffAnalyses(
      analysisOf({ a: deployment('web', legacy) }, at('spec.template.spec.containers[1].image', 'old words')),
      analysisOf(
        { b: deployment('web', native) },
        at('spec.template.spec.initContainers[0].image', 'new words'),
      ),
    );
    expect(diff.workloads[0]?.findings).toEqual({ added: [], fixed: [], kept: 1 });
  });

  it('tells apart containers, and counts equal fingerprints', () => {
    const paths =
      (...indexes: number[]) =>
      (workload: Workload) =>
        indexes.map((index) => finding(workload, { path: `spec.template.spec.containers[${index}]` }));
    const diff = diffAnalyses(
      analysisOf({ a: deployment('web', legacy) }, paths(0, 0)),
      analysisOf({ a: deployment('web', legacy) }, paths(0, 1, 1)),
    );
    expect(diff.workloads[0]).toMatchObject({ change: 'changed', findings: { kept: 1 } });
    expect(diff.workloads[0]?.findings.added).toHaveLength(2);
    expect(diff.totals.findings).toMatchObject({ added: { warning: 2 }, fixed: { warning: 1 }, kept: 1 });
  });
});
