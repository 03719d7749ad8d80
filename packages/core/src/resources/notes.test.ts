import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { workloadResources } from './compute-workload-resources.ts';
import { describeNote } from './resource-notes.ts';

const job = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
${spec.replace(/^/gm, '  ')}
`;

function notesOf(spec: string, version: KubernetesVersion = '1.36') {
  const release = releaseOf(version);
  const [object] = readManifests('p.yaml', job(spec)).objects;
  const [workload] = object ? toWorkloads(object, release) : [];
  return (workload ? workloadResources(workload, release).notes : undefined) ?? [];
}

const worded = (spec: string, version?: KubernetesVersion) => notesOf(spec, version).map(describeNote);

describe('notes: traps and free wins (R-136)', () => {
  it('an init container after a sidecar raises a peak that stays reserved (R-004, R-007)', () => {
    const spec = `
initContainers:
- { name: proxy, restartPolicy: Always, resources: { requests: { cpu: 100m } } }
- { name: migrate, resources: { requests: { cpu: 1, memory: 1Gi } } }
containers:
- { name: app, resources: { requests: { cpu: 500m, memory: 1Gi } } }`;
    expect(notesOf(spec)).toEqual([
      { kind: 'init-peak', container: 'migrate', path: 'spec.initContainers[1]', extra: { cpu: '500m' } },
      {
        kind: 'init-after-sidecar',
        container: 'migrate',
        path: 'spec.initContainers[1]',
        sidecars: ['proxy'],
        saves: { cpu: '100m' },
      },
    ]);
    expect(worded(spec)).toEqual([
      "Init container migrate needs 500m cpu more than the running Pod; the scheduler reserves that for the Pod's whole life.",
      "Init container migrate runs beside proxy; listed before, it would lower the Pod's requests by 100m cpu.",
    ]);
  });

  it('says nothing of an order that costs nothing (R-004)', () => {
    const spec = `
initContainers:
- { name: proxy, restartPolicy: Always, resources: { requests: { cpu: 100m } } }
- { name: migrate, resources: { requests: { cpu: 100m } } }
containers:
- { name: app, resources: { requests: { cpu: 500m } } }`;
    expect(notesOf(spec)).toEqual([]);
  });

  it('spec.resources decides, whatever the order (R-020)', () => {
    const spec = `
resources: { requests: { cpu: 2 } }
initContainers:
- { name: proxy, restartPolicy: Always, resources: { requests: { cpu: 100m } } }
- { name: migrate, resources: { requests: { cpu: 1 } } }
containers:
- { name: app }`;
    expect(notesOf(spec)).toEqual([]);
    expect(notesOf(spec, '1.33').map(({ kind }) => kind)).toEqual(['init-peak', 'init-after-sidecar']);
  });

  it('a sidecar without resources costs Guaranteed, and hides behind another one (R-050, R-092)', () => {
    const spec = `
initContainers:
- name: vault
  restartPolicy: Always
  resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { cpu: 100m, memory: 64Mi } }
- { name: proxy, restartPolicy: Always }
containers:
- { name: app, resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } } }`;
    expect(worded(spec)).toEqual([
      'Container proxy alone keeps the Pod from QoS class Guaranteed: it needs cpu and memory limits, with equal requests.',
      'proxy has no cpu limit, yet the kubelet caps the Pod at the sum of the other limits.',
      'proxy has no memory limit, yet the kubelet caps the Pod at the sum of the other limits.',
    ]);
  });

  it('one missing limit uncaps the Pod (R-009, R-091)', () => {
    const spec = `
initContainers:
- { name: proxy, restartPolicy: Always, resources: { requests: { memory: 64Mi } } }
- { name: init, resources: { requests: { memory: 64Mi } } }
containers:
- { name: app, resources: { requests: { memory: 1Gi }, limits: { memory: 1Gi } } }`;
    expect(notesOf(spec)).toEqual([
      { kind: 'limit-at-least', resource: 'memory', containers: ['proxy', 'init'], podCgroup: 'uncapped' },
    ]);
    expect(worded(spec)).toEqual([
      "proxy and init have no memory limit: the Pod's memory limit is a sum of the others, and the kubelet sets none on the Pod.",
    ]);
  });

  it('a limit alone reserves itself, as written and not as stored (R-070)', () => {
    const spec = `
initContainers:
- { name: proxy, restartPolicy: Always, resources: { limits: { cpu: 2, memory: 1Gi }, requests: { cpu: 10m } } }
containers:
- { name: app, resources: { requests: { cpu: 1 }, limits: { cpu: 2, memory: 1Gi } } }`;
    expect(worded(spec)).toEqual([
      'Container proxy has limits without requests, so it reserves all of them: 1Gi memory.',
      'Container app has limits without requests, so it reserves all of them: 1Gi memory.',
    ]);
  });

  it('a container that asks for nothing outweighs one that asks, under the limit of the Pod (R-095)', () => {
    const spec = `
resources: { limits: { cpu: 2 }, requests: { cpu: 1 } }
initContainers:
- { name: proxy, restartPolicy: Always }
containers:
- { name: app, resources: { requests: { cpu: 100m } } }`;
    expect(worded(spec)).toEqual([
      "Container proxy asks for no cpu and gets the Pod's limit as its own: 2048 CPU shares, more than app.",
    ]);
  });

  it.each([
    ['Gi', 'it has no digit, and Kubernetes takes it for zero'],
    [
      '10E',
      'its thousandths overflow in Kubernetes, which then computes with a wrong number; it overflows in Kubernetes, which then computes with a wrong number',
    ],
    ['1e4294967296', 'Kubernetes cuts its exponent to 32 bits'],
  ])('warns of memory: %s (R-142, R-149)', (text, quirk) => {
    const spec = `containers:\n- { name: app, resources: { requests: { memory: "${text}" } } }`;
    expect(worded(spec)).toEqual([`Quantity "${text}" of container app: ${quirk}.`]);
  });
});
