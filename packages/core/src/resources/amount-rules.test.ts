import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { parseQuantity } from '../quantity/parse-quantity.ts';
import { printQuantity } from '../quantity/print-quantity.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { podResources, sumOptionsAt } from './compute-pod-resources.ts';
import { limitsAtLeast } from './limits-at-least.ts';
import { podRequests } from './pod-sums.ts';
import { fitsNode } from './scheduler.ts';

const release = releaseOf('1.36');

function workloadOf(cpu: string) {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  initContainers:
  - { name: proxy, restartPolicy: Always, resources: { requests: { cpu: 250m } } }
  containers:
  - { name: app, resources: { requests: { cpu: ${cpu} } } }`;
  const [object] = readManifests('p.yaml', text).objects;
  return object ? toWorkloads(object, release)[0] : undefined;
}

describe('numbers of YAML', () => {
  it.each([
    ['010', '8'],
    ['"010"', '010'],
    ['0x10', '16'],
    ['0b11', '3'],
    ['1_000', '1k'],
    ['.5', '500m'],
    ['1.0', '1'],
    ['1e3', '1k'],
    ['"1e3"', '1e3'],
    ['"1e1"', '10'],
  ])('cpu: %s is stored as %s: YAML 1.1 reads what is not quoted (R-152)', (written, stored) => {
    expect(workloadOf(written)?.pod.spec.containers?.[0]?.resources?.requests).toEqual({ cpu: stored });
  });

  it.each([
    ['"1e1"', '10250m'],
    ['"1e3"', '1000250e-3'],
  ])(
    'cpu: %s and a sidecar of 250m add up to %s: what is read back from the store decides (R-011, R-151)',
    (written, sum) => {
      const workload = workloadOf(written);
      expect(workload && podResources(workload.pod, release).requests).toEqual({ cpu: sum });
    },
  );
});

describe('who looks at the status', () => {
  const pod = {
    metadata: {},
    spec: {
      initContainers: [{ name: 'migrate', resources: { requests: { cpu: '3' } } }],
      containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }],
    },
    status: {
      initContainerStatuses: [{ name: 'migrate', state: { terminated: { exitCode: 0 } } }],
      containerStatuses: [
        { name: 'app', allocatedResources: { cpu: '4' }, resources: { requests: { cpu: '4' } } },
      ],
    },
  };
  const cpu = (useStatus: boolean, of: typeof pod = pod) => {
    const requested = podRequests(of, release.on, sumOptionsAt(release, { useStatus }));
    return printQuantity(requested.get('cpu') ?? parseQuantity('0'));
  };

  it('a Pod to be placed counts by its spec, one on a node by its status too (R-063)', () => {
    expect([cpu(false), cpu(true)]).toEqual(['3', '4']);
  });

  it('an init container that is done keeps counting (R-063)', () => {
    const resources = { requests: { cpu: '1' } };
    const done = {
      ...pod,
      status: {
        ...pod.status,
        containerStatuses: [{ name: 'app', allocatedResources: resources.requests, resources }],
      },
    };
    expect(cpu(true, done)).toBe('3');
  });

  it.each([
    ['2999m', ['cpu']],
    ['3', []],
  ])(
    'the kubelet admits by the same sum as the scheduler: allocatable %s lacks %j (R-064)',
    (allocatable, insufficient) => {
      const requests = podRequests(pod, release.on, sumOptionsAt(release));
      const node = { allocatable: { cpu: allocatable, pods: '110' } };
      expect(fitsNode(requests, node)).toEqual({ fits: insufficient.length === 0, insufficient });
    },
  );

  it("ephemeral-storage is limited as soon as one container has a limit, a sidecar's alone (R-009, R-046)", () => {
    const spec = {
      initContainers: [
        { name: 'logs', restartPolicy: 'Always', resources: { limits: { 'ephemeral-storage': '1Gi' } } },
      ],
      containers: [{ name: 'app' }],
    };
    const { limits } = podResources({ metadata: {}, spec }, release);
    expect(limits).toEqual({ 'ephemeral-storage': '1Gi' });
    expect(limitsAtLeast({ metadata: {}, spec }, release.on)).toEqual({ 'ephemeral-storage': ['app'] });
  });
});
