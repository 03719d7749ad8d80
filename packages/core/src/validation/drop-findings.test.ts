import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import type { JsonObject } from '../json.ts';
import { type FeatureGateOverrides, releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { validateObject } from './validate-object.ts';

/** One of each field that 1.37 knows and drops while its gate is off. */
const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: {
    serviceAccountName: 'web',
    evictionResponders: [{ name: 'example.com/a', priority: 1000 }],
    initContainers: [
      {
        name: 'proxy',
        image: 'envoy:1',
        restartPolicy: 'Always',
        startupProbe: { grpc: { port: 80, mode: 'TLS' } },
        lifecycle: { preStop: { httpGet: { port: 80, protocol: 'HTTP2' } } },
      },
    ],
    containers: [
      {
        name: 'app',
        image: 'nginx:1.27',
        livenessProbe: { httpGet: { port: 80, protocol: 'HTTP2' } },
        volumeMounts: [{ name: 'files', mountPath: '/files', bindMountOptions: ['noexec'] }],
      },
    ],
    volumes: [
      {
        name: 'files',
        projected: {
          defaultUser: 1000,
          sources: [
            { secret: { name: 's', items: [{ key: 'k', path: 'p', user: 1 }] } },
            { serviceAccountToken: { path: 'token', user: 2 } },
          ],
        },
      },
      { name: 'own', configMap: { name: 'c', defaultUser: 3 } },
      { name: 'scratch', emptyDir: { mode: 511 } },
    ],
  },
};

const job = (scheduling: JsonObject): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work' },
  spec: {
    scheduling,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } },
  },
});

const findings = (
  object: JsonObject,
  version: KubernetesVersion,
  gates: FeatureGateOverrides = {},
): readonly Finding[] => validateObject(object, releaseOf(version, gates));

const drops = (...args: Parameters<typeof findings>): readonly (readonly [string, string | undefined])[] =>
  findings(...args)
    .filter(({ origin }) => origin === 'server-drop')
    .map(({ path, message }) => [path, /the feature gate (\w+)/.exec(message)?.[1]] as const);

const GATES = {
  H2CContainerProbe: true,
  GRPCContainerProbeTLS: true,
  EvictionRequestAPI: true,
  AtomicWriteVolumeUserFields: true,
  EmptyDirVolumeMode: true,
  VolumeBindMountOptions: true,
};

describe('fields that 1.37 brings behind gates', () => {
  it('are removed without a word where they are off', () => {
    expect(Object.fromEntries(drops(pod, '1.37'))).toEqual({
      'spec.evictionResponders': 'EvictionRequestAPI',
      'spec.initContainers[0].startupProbe.grpc.mode': 'GRPCContainerProbeTLS',
      'spec.initContainers[0].lifecycle.preStop.httpGet.protocol': 'H2CContainerProbe',
      'spec.containers[0].livenessProbe.httpGet.protocol': 'H2CContainerProbe',
      'spec.containers[0].volumeMounts[0].bindMountOptions': 'VolumeBindMountOptions',
      'spec.volumes[0].projected.defaultUser': 'AtomicWriteVolumeUserFields',
      'spec.volumes[0].projected.sources[0].secret.items[0].user': 'AtomicWriteVolumeUserFields',
      'spec.volumes[0].projected.sources[1].serviceAccountToken.user': 'AtomicWriteVolumeUserFields',
      'spec.volumes[1].configMap.defaultUser': 'AtomicWriteVolumeUserFields',
      'spec.volumes[2].emptyDir.mode': 'EmptyDirVolumeMode',
    });
  });

  it('stay where they are on', () => {
    expect(drops(pod, '1.37', GATES)).toEqual([]);
    expect(findings(pod, '1.37', GATES).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are unknown before', () => {
    const unknown = findings(pod, '1.36').filter(({ message }) => message.startsWith('unknown field'));
    expect(unknown).toHaveLength(10);
  });

  it('leave the Job to the ordinary scheduler', () => {
    const gang = job({ schedulingPolicy: { gang: { minCount: 2 } } });
    expect(drops(gang, '1.37')).toEqual([['spec.scheduling', 'WorkloadWithJob']]);
    const on = { GenericWorkload: true, WorkloadWithJob: true };
    expect(findings(gang, '1.37', on).map(({ message }) => message)).toEqual([
      'spec.scheduling.schedulingPolicy.gang.minCount: Invalid value: 2: must not be greater than parallelism (1)',
    ]);
  });

  it('says what follows', () => {
    const [first] = findings(
      {
        ...pod,
        spec: {
          containers: [{ name: 'a', image: 'a:1', livenessProbe: { grpc: { port: 80, mode: 'TLS' } } }],
        },
      },
      '1.37',
    );
    expect(first?.message).toBe(
      'spec.containers[0].livenessProbe.grpc.mode is removed without a word, because the feature gate GRPCContainerProbeTLS is off: the probe speaks gRPC without TLS',
    );
  });
});
