import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { add } from '../quantity/arithmetic.ts';
import { parseQuantity } from '../quantity/parse-quantity.ts';
import { printCanonical } from '../quantity/print-quantity.ts';
import { podResources } from './compute-pod-resources.ts';
import type { WorkloadResourcesOptions } from './compute-workload-resources.ts';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
      - name: proxy
        image: proxy
        restartPolicy: Always
        resources: { requests: { cpu: 100m, memory: 128Mi } }
      - { name: migrate, image: migrate, resources: { requests: { cpu: 1, memory: 64Mi } } }
      containers:
      - { name: app, image: app, resources: { requests: { cpu: 500m, memory: 512Mi } } }
`;

function resourcesOf(
  texts: readonly string[],
  options: WorkloadResourcesOptions = {},
  version: KubernetesVersion = '1.36',
) {
  const files = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
  const [first] = analyze(files, releaseOf(version), options).workloads;
  if (first === undefined) throw new Error('no workload');
  return first.resources;
}

describe('resources of a workload', () => {
  it('adds up replicas and splits each request by cause (R-131, R-132)', () => {
    const { pod, total } = resourcesOf([DEPLOYMENT]);
    expect(total.requests).toEqual({ cpu: '3300m', memory: '1920Mi' });
    expect(pod.parts).toEqual({
      cpu: { regular: '500m', sidecars: '100m', initPeak: '500m' },
      memory: { regular: '512Mi', sidecars: '128Mi' },
    });
  });

  it('knows no sidecars at 1.28 with the gate off: the server drops restartPolicy (R-013)', () => {
    const { pod } = resourcesOf([DEPLOYMENT], {}, '1.28');
    expect(pod.requests).toEqual({ cpu: '1', memory: '512Mi' });
    expect(pod.containers.map(({ role }) => role)).toEqual(['init', 'init', 'regular']);
  });

  it('answers with further parts only where asked', () => {
    const plain = resourcesOf([DEPLOYMENT]);
    expect([plain.fit, plain.cost, plain.quota, plain.pod.cgroup, plain.pod.consumers]).toEqual(
      Array.from({ length: 5 }),
    );
    const all = resourcesOf([DEPLOYMENT], {
      node: { cpu: '4', memory: '16Gi' },
      prices: { vcpuHour: 0.04, gibHour: 0.005 },
      cgroup: true,
      consumers: true,
      exclusiveCpus: true,
    });
    expect(all.fit).toMatchObject({ podsPerNode: 3, limitedBy: ['cpu'], nodes: 1 });
    expect(all.cost).toEqual({ costPerPodHour: 0.047125, costPerMonth: 103.2 });
    expect(all.pod.cgroup?.podCgroup.cpuShares).toBe(1126);
    expect(all.pod.hidden).toEqual({ cpu: '100m', memory: '128Mi' });
    expect(all.pod.exclusiveCpus?.podExclusiveCPUs).toBe(0);
  });

  const LIMIT_RANGE = `
apiVersion: v1
kind: LimitRange
metadata: { name: defaults, namespace: shop }
spec:
  limits:
  - { type: Container, default: { cpu: 200m, memory: 1Gi }, max: { memory: 2Gi } }
  - { type: Pod, max: { memory: 3Gi } }
`;

  it('applies a LimitRange of its namespace, wherever in the input it stands (R-074, R-077, R-086)', () => {
    const { limitRange, pod, notes } = resourcesOf([DEPLOYMENT, LIMIT_RANGE]);
    expect(pod.limits).toEqual({ cpu: '400m', memory: '2Gi' });
    expect(limitRange).toEqual({ names: ['defaults'], admitted: true, violations: [] });
    expect(notes?.filter(({ kind }) => kind === 'request-above-default-limit')).toEqual([
      {
        kind: 'request-above-default-limit',
        container: 'migrate',
        path: 'spec.initContainers[1]',
        resources: ['cpu'],
      },
      {
        kind: 'request-above-default-limit',
        container: 'app',
        path: 'spec.containers[0]',
        resources: ['cpu'],
      },
    ]);
  });

  it('leaves objects of another namespace alone', () => {
    const elsewhere = LIMIT_RANGE.replace('namespace: shop', 'namespace: other');
    expect(resourcesOf([DEPLOYMENT, elsewhere]).limitRange).toBeUndefined();
  });

  it('says whether a ResourceQuota of its namespace takes all replicas (R-080, R-086)', () => {
    const quota = `
apiVersion: v1
kind: ResourceQuota
metadata: { name: team, namespace: shop }
spec: { hard: { requests.cpu: 4, pods: "10" }, scopes: [NotBestEffort] }
status: { used: { requests.cpu: 1500m } }
`;
    expect(resourcesOf([quota, DEPLOYMENT]).quota).toMatchObject([
      { name: 'team', admitted: true, exceeded: ['requests.cpu'], podsThatFit: 2 },
    ]);
    expect(resourcesOf([quota.replace('NotBestEffort', 'BestEffort'), DEPLOYMENT]).quota).toEqual([]);
  });

  it('survives policies of any shape', () => {
    const hostile = [
      'spec: 1',
      'spec: { limits: 3, hard: [] }',
      'spec: { limits: [1, { type: Container, max: 7 }], hard: { cpu: {} } }',
    ];
    for (const spec of hostile) {
      for (const kind of ['LimitRange', 'ResourceQuota']) {
        const policy = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x, namespace: shop }\n${spec}\n`;
        expect(resourcesOf([DEPLOYMENT, policy]).pod.requests).toEqual({ cpu: '1100m', memory: '640Mi' });
      }
    }
  });
});

describe('a resize under way (R-030, R-036, R-038)', () => {
  const pod = {
    metadata: {},
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }] },
    status: { containerStatuses: [{ name: 'app', resources: { requests: { cpu: '3' } } }] },
  };

  it('counts only where asked for', () => {
    expect(podResources(pod, releaseOf('1.36')).requests).toEqual({ cpu: '1' });
    const live = podResources(pod, releaseOf('1.36'), { useStatus: true });
    expect(live.requests).toEqual({ cpu: '3' });
    expect(live.peaks).toEqual({ cpu: { value: '3', during: 'status' } });
  });
});

describe('parts of a request', () => {
  const cpu = fc.integer({ min: 1, max: 4000 }).map((milli) => `${milli}m`);
  const container = fc.record({
    name: fc.constant('c'),
    resources: fc.record({ requests: fc.record({ cpu }) }),
  });

  it('add up to the whole, with overhead and spec.resources (R-132)', () => {
    fc.assert(
      fc.property(
        fc.array(container),
        fc.array(container),
        cpu,
        fc.option(cpu),
        (init, regular, over, own) => {
          const initContainers = init.map((one, index) =>
            index % 2 === 0 ? { ...one, restartPolicy: 'Always' } : one,
          );
          const resources = own === null ? {} : { resources: { requests: { cpu: own } } };
          const spec = { initContainers, containers: regular, overhead: { cpu: over }, ...resources };
          const { requests, parts } = podResources({ metadata: {}, spec }, releaseOf('1.36'));
          const amounts = Object.values(parts?.['cpu'] ?? {}).map(parseQuantity);
          expect(printCanonical(amounts.reduce(add))).toBe(requests['cpu']);
        },
      ),
    );
  });
});
