import { analyze, releaseOf, type WorkloadResourcesOptions } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import { extrasOf } from './resource-extras.ts';
import { resourcesJson } from './resources-json.ts';
import { resourcesMarkdown } from './resources-markdown.ts';
import { resourcesText } from './resources-text.ts';
import { plain } from './terminal/paint.ts';

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: shop }
spec:
  initContainers:
  - { name: proxy, image: proxy, restartPolicy: Always, resources: { requests: { cpu: 100m, memory: 128Mi } } }
  - { name: migrate, image: migrate, resources: { requests: { cpu: 1, memory: 64Mi } } }
  containers:
  - { name: app, image: app, resources: { requests: { cpu: 500m, memory: 512Mi } } }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: team, namespace: shop }
spec: { hard: { requests.cpu: 2 } }
---
apiVersion: v1
kind: LimitRange
metadata: { name: caps, namespace: shop }
spec: { limits: [{ type: Pod, min: { memory: 1Gi } }] }
`;

const analysisOf = (options: WorkloadResourcesOptions = {}) =>
  analyze([{ file: 'p.yaml', text: POD }], releaseOf('1.36'), options);

const saysOf = (options: WorkloadResourcesOptions, label: string) =>
  analysisOf(options)
    .workloads.flatMap(({ resources }) => extrasOf(resources))
    .filter((extra) => extra.label === label)
    .map(({ says }) => says);

describe('what resources say beyond the sums', () => {
  it.each([
    [
      'note',
      [
        "Init container migrate needs 500m cpu more than the running Pod; the scheduler reserves that for the Pod's whole life.",
        "Init container migrate runs beside proxy; listed before, it would lower the Pod's requests by 100m cpu.",
      ],
    ],
    ['quota', ['team still takes 1 Pod.']],
    ['limitRange', ['minimum memory usage per Pod is 1Gi, but request is 640Mi']],
    [
      'fit',
      [
        '3 Pods of this workload alone fit an empty node, then cpu runs out; 1 Pod needs 1 node. At 1 each one more fits, with over 233m more one less.',
      ],
    ],
    ['cost', ['34.40 a month for 1 Pod, by requests (730 hours).']],
    ['cpus', ['The static CPU manager pins no container.']],
  ])('%s', (label, says) => {
    const options = {
      node: { cpu: '4', memory: '16Gi' },
      prices: { vcpuHour: 0.04, gibHour: 0.005 },
      exclusiveCpus: true,
    };
    expect(saysOf(options, label)).toEqual(says);
  });

  it('shows cgroups and tools where asked for', () => {
    expect(saysOf({ cgroup: true }, 'cgroup')[0]).toBe(
      'Pod: cpu.weight 43, cpu.max max 100000, memory.max max',
    );
    expect(saysOf({ consumers: true }, 'tools')).toContain(
      'kubectl describe node <1.29: cpu 1, memory 512Mi',
    );
    expect(saysOf({}, 'tools')).toEqual([]);
  });

  it('stands in every format', () => {
    const analysis = analysisOf();
    expect(resourcesText(analysis, { paint: plain, width: 200 })).toMatch(/note +Init container migrate/);
    expect(resourcesMarkdown(analysis)).toContain('- note: Init container migrate');
    const [first] = JSON.parse(resourcesJson(analysis)).workloads;
    expect(first.notes[0]).toMatchObject({ kind: 'init-peak', message: expect.stringContaining('migrate') });
  });
});
