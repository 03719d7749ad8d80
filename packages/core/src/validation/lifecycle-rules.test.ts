import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { validateUpdate } from './update/validate-update.ts';
import { validateObject } from './validate-object.ts';

const podWith = (init: JsonObject, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: {
    containers: [{ name: 'app', image: 'a:1' }],
    initContainers: [{ name: 'sc', image: 's:1', ...init }],
    ...spec,
  },
});

const refusals = (
  pod: JsonObject,
  at: KubernetesVersion,
  gates: Readonly<Record<string, boolean>> = {},
): readonly string[] =>
  validateObject(pod, releaseOf(at, gates)).flatMap(({ origin, server, message }) =>
    origin === 'server' && server?.stage === 'validation' ? [message] : [],
  );

const Always = { restartPolicy: 'Always' };
const exec = { exec: { command: ['x'] } };
const rule = (action: string): JsonObject => ({
  ...Always,
  restartPolicyRules: [{ action, exitCodes: { operator: 'In', values: [42] } }],
});
const sleep = (seconds: number): JsonObject => ({
  ...Always,
  lifecycle: { preStop: { sleep: { seconds } } },
});

describe('what the simulator takes for granted, because the API server sees to it', () => {
  it.each([
    ['Restart', '1.35', false, false],
    ['Restart', '1.35', true, true],
    ['Restart', '1.36', true, true],
    ['RestartAllContainers', '1.36', true, true],
    ['Restart', '1.36', false, false],
  ] as const)(
    'L-063: a rule %s on a sidecar in %s with the gate %s is accepted: %s',
    (action, at, gate, accepted) => {
      const found = refusals(podWith(rule(action)), at, { RestartAllContainersOnContainerExits: gate });
      expect(found).toEqual(
        accepted
          ? []
          : [
              'spec.initContainers[0].restartPolicyRules: Forbidden: restartPolicyRules are not allowed for init containers with restart policy Always',
            ],
      );
    },
  );

  it.each(['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'])(
    'L-080, L-232: %s stands on sidecars, never on an init container',
    (field) => {
      const value = field === 'lifecycle' ? { preStop: exec } : exec;
      expect(refusals(podWith({ ...Always, [field]: value }), '1.36')).toEqual([]);
      expect(refusals(podWith({ [field]: value }), '1.36').join()).toContain(
        'may not be set for init containers without restartPolicy=Always',
      );
      expect(refusals(podWith({ ...Always, [field]: value }), '1.28').join()).toContain(
        'may not be set for init containers',
      );
    },
  );

  it.each(['startupProbe', 'livenessProbe'])('L-081: successThreshold of a %s is 1', (field) => {
    expect(refusals(podWith({ ...Always, [field]: { ...exec, successThreshold: 2 } }), '1.36')).toEqual([
      expect.stringContaining(`spec.initContainers[0].${field}.successThreshold`),
    ]);
  });

  it.each([
    ['1.36', 7, true],
    ['1.36', 8, false],
    ['1.32', 0, false],
    ['1.33', 0, true],
  ] as const)(
    'L-132: in %s a sleep of %i s within a grace period of 7 s is accepted: %s',
    (at, seconds, accepted) => {
      expect(refusals(podWith(sleep(seconds), { terminationGracePeriodSeconds: 7 }), at)).toHaveLength(
        accepted ? 0 : 1,
      );
    },
  );

  it('L-133: stopSignal needs spec.os.name', () => {
    const pod = (spec: JsonObject): JsonObject =>
      podWith({ ...Always, lifecycle: { stopSignal: 'SIGUSR1' } }, spec);
    const gates = { ContainerStopSignals: true };
    expect(refusals(pod({}), '1.36', gates)).toHaveLength(1);
    expect(refusals(pod({ os: { name: 'linux' } }), '1.36', gates)).toEqual([]);
  });

  it('L-238: restartPolicy of an init container cannot change', () => {
    for (const [old, now] of [
      [podWith({}), podWith(Always)],
      [podWith(Always), podWith({})],
    ] as const) {
      expect(validateUpdate(old, now, releaseOf('1.36')).map(({ message }) => message)).toEqual([
        expect.stringMatching(/^spec: Forbidden: pod updates may not change fields other than/),
      ]);
    }
    expect(validateUpdate(podWith(Always), podWith(Always), releaseOf('1.36'))).toEqual([]);
  });
});
