import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { Workload } from '../workload/workload.ts';
import { pairsAlike } from './alike.ts';

/** Eight leaves in the spec besides the image, so one of another value leaves more than 0.7 in common. */
const deployment = (name: string, image: string, more = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: app
          image: ${image}
          args: [--port=8080, --service=${name}]
          env: [{ name: MODE, value: full }]
          resources: { requests: { cpu: 100m, memory: 64Mi } }
          ${more}
`;

/** Enough to make two Pods unlike each other. */
const USER = 'securityContext: { runAsUser: 1, runAsGroup: 1, runAsNonRoot: true }';
const TERMINAL = 'terminationMessagePath: /a\n          workingDir: /x\n          stdin: true';

const workloadsOf = (...texts: readonly string[]): readonly Workload[] =>
  analyze([{ file: 'a.yaml', text: texts.join('\n---') }], releaseOf('1.36')).workloads.map(
    ({ workload }) => workload,
  );

const paired = (olds: readonly string[], news: readonly string[]): readonly string[] =>
  pairsAlike(workloadsOf(...olds), workloadsOf(...news), (workload) => workload).map(
    ({ before, after }) => `${before.source.name} → ${after.source.name}`,
  );

describe('pairsAlike', () => {
  it('knows a workload that was renamed also where its image keeps the old name', () => {
    expect(paired([deployment('web', 'acme/web:1')], [deployment('shop', 'acme/web:2')])).toEqual([
      'web → shop',
    ]);
  });

  it('takes a registry with a port for the repository, not for a tag', () => {
    const [old, renamed] = ['localhost:5000/app', 'localhost:6000/app'];
    const other = 'securityContext: { runAsUser: 1, runAsGroup: 2 }';
    expect(paired([deployment('a', old, other)], [deployment('b', old, other)])).toHaveLength(1);
    expect(paired([deployment('a', old)], [deployment('b', `${old}:2`)])).toHaveLength(1);
    expect(paired([deployment('a', `${old}:1`, other)], [deployment('b', `${renamed}:2`)])).toEqual([]);
  });

  it('pairs nothing where two could be meant', () => {
    const twins = [deployment('b', 'acme/web:1'), deployment('c', 'acme/web:1')];
    expect(paired([deployment('a', 'acme/web:1')], twins)).toEqual([]);
    expect(paired(twins, [deployment('a', 'acme/web:1')])).toEqual([]);
  });

  it('chooses the right one of several', () => {
    const olds = [deployment('a', 'acme/api:1', USER), deployment('b', 'acme/worker:1', TERMINAL)];
    const news = [deployment('v', 'acme/worker:2', TERMINAL), deployment('z', 'acme/api:2', USER)];
    expect(paired(olds, news)).toEqual(['a → z', 'b → v']);
  });

  it('pairs nothing among more than it can compare with each other', () => {
    const others = Array.from({ length: 63 }, (_, i) => deployment(`w${i}`, `other:${i}`, USER));
    const olds = [deployment('web', 'acme/web:1', TERMINAL), ...others];
    const news = [deployment('shop', 'acme/web:1', TERMINAL)];
    expect(paired(olds, news)).toEqual(['web → shop']);
    expect(paired([...olds, deployment('one-more', 'other:64', USER)], news)).toEqual([]);
  });

  it('reads a name with signs of regular expressions as text', () => {
    expect(paired([deployment('a.b+c', 'acme/web:1')], [deployment('d', 'acme/web:1')])).toHaveLength(1);
  });
});
