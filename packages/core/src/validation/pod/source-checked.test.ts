import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import type { KubernetesVersion } from '../../kubernetes/version.ts';
import { validateObject } from '../validate-object.ts';

const pod = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec: { containers: [{ name: 'a', image: 'x' }], ...spec },
});

const details = (value: JsonObject, version: KubernetesVersion, gates = {}): readonly string[] =>
  validateObject(value, releaseOf(version, gates)).flatMap(({ origin, path, server }) =>
    origin === 'server' && server !== undefined ? [`${path}: ${server.detail}`] : [],
  );

describe('answers found by running the servers on random objects', () => {
  const mountOption = pod({ securityContext: { seLinuxChangePolicy: 'MountOption' } });

  it.each(['1.33', '1.34', '1.35', '1.36'] as const)(
    '%s takes MountOption only with SELinuxMount',
    (version) => {
      const path = 'spec.securityContext.seLinuxChangePolicy';
      expect(details(mountOption, version)).toEqual([`${path}: supported values: "Recursive"`]);
      expect(details(mountOption, version, { SELinuxMount: true })).toEqual([]);
    },
  );

  it('takes an empty stop signal as absent', () => {
    const empty = pod({ containers: [{ name: 'a', image: 'x', lifecycle: { stopSignal: '' } }] });
    expect(details(empty, '1.36', { ContainerStopSignals: true })).toEqual([]);
  });

  it.each([
    ['1.31', 'may not be longer than 63'],
    ['1.32', 'may not be more than 63 bytes'],
  ] as const)('%s says of a long managedBy: %s', (version, detail) => {
    const job: JsonObject = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a' },
      spec: {
        managedBy: `acme.io/${'x'.repeat(60)}`,
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'x' }] } },
      },
    };
    expect(details(job, version, { JobManagedBy: true })).toEqual([`spec.managedBy: ${detail}`]);
  });
});
