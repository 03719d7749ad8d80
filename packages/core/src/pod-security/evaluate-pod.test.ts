import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { ObjectMeta, PodSpec } from '../kubernetes/api-types.gen.ts';
import { stageAt } from '../kubernetes/feature-gates.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS, minorOf } from '../kubernetes/version.ts';
import { decode } from '../store/decode.ts';
import { podSecurityOffences } from './evaluate-pod.ts';
import { enforcedPolicy, printPolicy } from './policy.ts';

interface Vector {
  readonly pod: { readonly metadata: ObjectMeta; readonly spec: JsonObject };
  readonly level: string;
  readonly version: string;
  readonly relax?: true;
  readonly verdicts: readonly {
    readonly versions: readonly string[];
    readonly offences: readonly { readonly reason: string; readonly detail: string }[];
  }[];
}

const file = new URL('../../test/vectors/pod-security/offences.jsonl.gz', import.meta.url);
const vectors = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): Vector => JSON.parse(line));

const policyOf = ({ level, version }: Vector) =>
  enforcedPolicy({
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': version,
  });

describe.each(KUBERNETES_VERSIONS)('the Pod Security Standards of %s', (version) => {
  const gate = 'UserNamespacesPodSecurityStandards';
  const plain = releaseOf(version);
  const relaxed = releaseOf(version, stageAt(gate, minorOf(version)) === 'alpha' ? { [gate]: true } : {});

  it('forbids what k8s.io/pod-security-admission forbids, in its words', () => {
    for (const vector of vectors) {
      const release = vector.relax ? relaxed : plain;
      const spec = decode(vector.pod.spec, 'PodSpec', release).object as PodSpec;
      const said = podSecurityOffences({ metadata: vector.pod.metadata, spec }, policyOf(vector), release);
      const expected = vector.verdicts.find(({ versions }) => versions.includes(version));
      expect(
        said.map(({ reason, detail }) => ({ reason, detail })),
        JSON.stringify(vector),
      ).toEqual(expected?.offences);
      expect(said.every(({ paths }) => paths.length > 0)).toBe(true);
    }
  });
});

describe('the policy of a namespace', () => {
  const ENFORCE = 'pod-security.kubernetes.io/enforce';

  it.each([
    ['no label', {}, 'privileged:latest'],
    ['a level', { [ENFORCE]: 'baseline' }, 'baseline:latest'],
    ['a level and a version', { [ENFORCE]: 'baseline', [`${ENFORCE}-version`]: 'v1.29' }, 'baseline:v1.29'],
    ['a version that is none', { [ENFORCE]: 'baseline', [`${ENFORCE}-version`]: '1.29' }, 'baseline:latest'],
    ['a level that is none', { [ENFORCE]: 'strict' }, 'restricted:latest'],
  ])('%s', (_, labels, policy) => {
    expect(printPolicy(enforcedPolicy(labels))).toBe(policy);
  });
});
