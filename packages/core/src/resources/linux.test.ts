import { describe, expect, it } from 'vitest';
import { minorsIn, resourceVectors } from '../../test/resource-vectors.ts';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt } from '../kubernetes/release.ts';
import { type Cgroups, cgroups } from './cgroups.ts';
import { type ExclusiveCpus, exclusiveCpus } from './exclusive-cpus.ts';
import { type MemoryQos, type MemoryQosSettings, memoryQos } from './memory-qos.ts';
import type { SumOptions } from './pod-sums.ts';

interface Row<Options, Expected> {
  readonly name: string;
  readonly k8s: string;
  readonly options: Options & SumOptions;
  readonly pod: PodSpec;
  readonly expect: Expected;
}

const podOf = (spec: PodSpec) => ({ metadata: {}, spec });

describe('cgroup values (R-090 … R-096)', () => {
  it.each(resourceVectors<Row<unknown, Cgroups>>('cgroups'))('$name ($k8s; $source)', (row) => {
    for (const minor of minorsIn(row.k8s)) {
      expect(cgroups(podOf(row.pod), featuresAt(minor), row.options), `1.${minor}`).toEqual(row.expect);
    }
  });

  const hidden = podOf({
    initContainers: [
      {
        name: 's1',
        restartPolicy: 'Always',
        resources: { limits: { memory: '128Mi' }, requests: { memory: '64Mi' } },
      },
      { name: 's2', restartPolicy: 'Always', resources: { requests: { memory: '64Mi' } } },
    ],
    containers: [{ name: 'app', resources: { limits: { memory: '512Mi' }, requests: { memory: '256Mi' } } }],
  });

  it.each([
    [36, '671088640'],
    [37, 'max'],
  ])(
    'a limit hides behind an earlier sidecar until 1.36: at 1.%i the Pod has memory.max %s (R-092)',
    (minor, max) => {
      expect(cgroups(hidden, featuresAt(minor)).podCgroup.memoryMax).toBe(max);
    },
  );
});

type MemoryOptions = MemoryQosSettings & { readonly nodeAllocatableMemory: string };

describe('memory QoS (R-097)', () => {
  it.each(resourceVectors<Row<MemoryOptions, MemoryQos>>('memory-qos'))('$name ($k8s; $source)', (row) => {
    const settings = { ...row.options, nodeAllocatableMemory: BigInt(row.options.nodeAllocatableMemory) };
    // The rows reach back to 1.27, whose sums know no sidecars: nothing that Outrider models.
    for (const minor of minorsIn(row.k8s).filter((known) => known >= 28)) {
      expect(memoryQos(podOf(row.pod), featuresAt(minor), settings), `1.${minor}`).toEqual(row.expect);
    }
  });
});

describe('memory QoS under a limit of the Pod (R-097)', () => {
  const pod = podOf({
    containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }],
    resources: { requests: { cpu: '1' }, limits: { memory: '2Gi' } },
  });

  it.each([
    [36, '14602887168'],
    [37, undefined],
  ])('at 1.%i memory.high of a container without a limit is %s', (minor, high) => {
    const settings = { memoryThrottlingFactor: 0.9, nodeAllocatableMemory: 15n * 2n ** 30n };
    const { containers } = memoryQos(pod, featuresAt(minor), settings);
    expect(containers['app']?.['memory.high']).toBe(high);
  });

  it('without a factor no memory.high is written', () => {
    const { containers } = memoryQos(pod, featuresAt(37), { nodeAllocatableMemory: 2n ** 34n });
    expect(containers['app']).toEqual({ 'memory.min': '0', 'memory.low': '0' });
  });
});

describe('CPU manager, policy static (R-041, R-100, R-104)', () => {
  it.each(resourceVectors<Row<unknown, ExclusiveCpus>>('managers'))('$name ($k8s; $source)', (row) => {
    for (const minor of minorsIn(row.k8s)) {
      expect(exclusiveCpus(podOf(row.pod), featuresAt(minor)), `1.${minor}`).toEqual(row.expect);
    }
  });

  const compute = { cpu: '4', memory: '1Gi' };
  const podLevel = podOf({
    containers: [{ name: 'app', resources: { requests: compute, limits: compute } }],
    resources: { requests: compute, limits: compute },
  });

  it.each([
    ['1.33 did not look at spec.resources', 33, {}, 4],
    ['1.34 pins nothing under spec.resources', 34, {}, 0],
    ['a gate of 1.36 brings it back', 36, { PodLevelResourceManagers: true }, 4],
  ])('%s (R-104)', (_, minor, gates, cpus) => {
    const on = { ...featuresAt(minor, gates), PodLevelResources: true };
    expect(exclusiveCpus(podLevel, on)).toEqual({ podExclusiveCPUs: cpus, containers: { app: cpus } });
  });
});
