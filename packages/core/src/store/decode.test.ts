import { describe, expect, it } from 'vitest';
import { type KubernetesVersion, releaseOf } from '../index.ts';
import type { JsonObject } from '../json.ts';
import { decode } from './decode.ts';

const pod = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec,
});
const container = (fields: JsonObject): JsonObject =>
  pod({ containers: [{ name: 'a', image: 'b', ...fields }] });

const problemsOf = (value: JsonObject, version: KubernetesVersion = '1.36') =>
  decode(value, 'Pod', releaseOf(version)).problems;

describe('type errors in the words of the server', () => {
  it.each<[rule: string, value: JsonObject, version: KubernetesVersion, message: string]>([
    [
      'S-003',
      container({ env: [{ name: 'A', value: 5 }] }),
      '1.36',
      'json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
    ],
    [
      'S-003',
      pod({ restartPolicy: true }),
      '1.36',
      'json: cannot unmarshal bool into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy',
    ],
    [
      'S-003',
      container({ livenessProbe: { grpc: { port: 'http' } } }),
      '1.34',
      'json: cannot unmarshal string into Go struct field GRPCAction.spec.containers.livenessProbe.grpc.port of type int32',
    ],
    [
      'S-003',
      container({ livenessProbe: { grpc: { port: 'http' } } }),
      '1.35',
      'json: cannot unmarshal string into Go struct field GRPCAction.spec.containers.livenessProbe.ProbeHandler.grpc.port of type int32',
    ],
    [
      'S-003',
      pod({ terminationGracePeriodSeconds: 30.5 }),
      '1.36',
      'json: cannot unmarshal number 30.5 into Go struct field PodSpec.spec.terminationGracePeriodSeconds of type int64',
    ],
    [
      'S-004',
      container({ env: { A: 'b' } }),
      '1.36',
      'json: cannot unmarshal object into Go struct field Container.spec.containers.env of type []v1.EnvVar',
    ],
    [
      'S-005',
      container({ ports: [{ containerPort: 4294967376 }] }),
      '1.36',
      'json: cannot unmarshal number 4294967376 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
    ],
    [
      'S-006',
      container({ resources: { limits: { memory: '10MM' } } }),
      '1.36',
      "unable to parse quantity's suffix",
    ],
  ])('%s %j at %s', (_rule, value, version, message) => {
    expect(problemsOf(value, version)).toMatchObject([{ kind: 'wrongType', message, first: true }]);
  });

  it('S-006: a quantity ends the decoding, whatever was wrong before', () => {
    const problems = problemsOf(container({ command: 'sh', resources: { limits: { cpu: 'x' } } }));
    expect(problems.map((problem) => problem.kind === 'wrongType' && problem.first)).toEqual([false, true]);
  });
});

describe('unknown fields', () => {
  it('S-001: names the path and what was probably meant', () => {
    expect(problemsOf(container({ imge: 'c' }))).toEqual([
      {
        kind: 'unknownField',
        path: 'spec.containers[0].imge',
        message: 'unknown field "spec.containers[0].imge"',
        meant: 'image',
      },
    ]);
  });

  it('S-008: knows the version that brings the field', () => {
    expect(problemsOf(container({ restartPolicyRules: [] }), '1.33')).toMatchObject([
      { range: { since: 34 } },
    ]);
    expect(problemsOf(container({ restartPolicyRules: [] }), '1.34')).toEqual([]);
  });

  it('S-001: quotes as Go does', () => {
    expect(problemsOf(container({ '\u00a0image': 'c' }))[0]?.message).toBe(
      'unknown field "spec.containers[0].\\u00a0image"',
    );
  });
});

describe('the decoded object', () => {
  const decoded = (value: JsonObject) => decode(value, 'Pod', releaseOf('1.36')).object;

  it('P-018: null is absent', () => {
    expect(decoded(container({ ports: null }))).toEqual(container({}));
  });

  it('S-009: a null list item is an empty one', () => {
    expect(decoded(pod({ containers: [null] }))).toEqual(pod({ containers: [{}] }));
  });

  it('keeps quantities as text and keys like __proto__ as data', () => {
    const limits = JSON.parse('{"cpu": 0.5, "__proto__": "1"}') as JsonObject;
    expect(JSON.stringify(decoded(container({ resources: { limits } })))).toContain(
      '"limits":{"cpu":"0.5","__proto__":"1"}',
    );
  });
});
