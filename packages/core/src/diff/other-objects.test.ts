import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { diffOtherObjects } from './other-objects.ts';

const service = (name: string, port: number, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ports: [{ port: ${port} }] }\n`;

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

const differences = (base: readonly string[], head: readonly string[]) => {
  const [before, after] = [base, head].map((texts) =>
    analyze([{ file: 'a.yaml', text: texts.join('---\n') }], releaseOf('1.36')),
  );
  if (before === undefined || after === undefined) throw new Error('two sides');
  return diffOtherObjects(before, after).map(
    ({ kind, added, removed, changed, unchanged }) =>
      `${kind} +${added} -${removed} ~${changed} =${unchanged}`,
  );
};

describe('diffOtherObjects', () => {
  it('counts by kind, in the order of their names', () => {
    const base = [service('a', 1), service('b', 1), service('c', 1), configMap('x')];
    const head = [service('a', 1), service('b', 2), service('d', 1), configMap('x')];
    expect(differences(base, head)).toEqual(['ConfigMap +0 -0 ~0 =1', 'Service +1 -1 ~1 =1']);
  });

  it('matches by namespace as well as by name', () => {
    expect(differences([service('a', 1, 'x')], [service('a', 1, 'y')])).toEqual(['Service +1 -1 ~0 =0']);
  });

  it('lets equal ones of one name cancel each other before it calls any changed', () => {
    const base = [service('a', 1), service('a', 2)];
    const head = [service('a', 2), service('a', 3), service('a', 4)];
    expect(differences(base, head)).toEqual(['Service +1 -0 ~1 =1']);
  });

  it('does not mind the order of keys, nor an empty side', () => {
    const [left, right] = ['a: "1"\n  b: "2"', 'b: "2"\n  a: "1"'].map(
      (data) => `${configMap('x')}data:\n  ${data}\n`,
    );
    expect(differences([left ?? ''], [right ?? ''])).toEqual(['ConfigMap +0 -0 ~0 =1']);
    expect(differences([], [])).toEqual([]);
    expect(differences([configMap('x')], [])).toEqual(['ConfigMap +0 -1 ~0 =0']);
  });

  it('keeps API groups of one kind apart', () => {
    const gateway = (group: string): string =>
      `apiVersion: ${group}/v1\nkind: Gateway\nmetadata: { name: g }\n`;
    expect(differences([gateway('networking.istio.io')], [gateway('gateway.networking.k8s.io')])).toEqual([
      'Gateway +1 -0 ~0 =0',
      'Gateway +0 -1 ~0 =0',
    ]);
  });
});
