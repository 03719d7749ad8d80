import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import { featuresAt, releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS } from '../kubernetes/version.ts';
import { printList } from '../quantity/resource-list.ts';
import { cgroups } from './cgroups.ts';
import { podResources } from './compute-pod-resources.ts';
import { containerRequests, podRequests } from './pod-sums.ts';
import { quotaUsage } from './resource-quota.ts';

const podOf = (spec: PodSpec) => ({ metadata: {}, spec });
const asks = (cpu: string) => ({ requests: { cpu } });
const proxy = { name: 'proxy', restartPolicy: 'Always', resources: asks('100m') };
const app = { name: 'app', resources: asks('500m') };

describe('rules that no vector names', () => {
  it('ephemeral containers and volumes never count (R-012)', () => {
    const spec = {
      containers: [app],
      ephemeralContainers: [{ name: 'debug', resources: asks('9') }],
      volumes: [{ name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: '9Gi' } }],
    };
    expect(podResources(podOf(spec), releaseOf('1.36')).requests).toEqual({ cpu: '500m' });
  });

  it.each(KUBERNETES_VERSIONS)('the formula is the same at %s (R-014)', (version) => {
    const spec = { initContainers: [proxy, { name: 'init', resources: asks('1') }], containers: [app] };
    expect(podResources(podOf(spec), releaseOf(version)).requests).toEqual({ cpu: '1100m' });
  });

  it('the aggregate of containers leaves out spec.resources and overhead (R-015)', () => {
    const spec = { containers: [app], resources: asks('2'), overhead: { cpu: '50m' } };
    expect(printList(containerRequests(podOf(spec), featuresAt(36)))).toEqual({ cpu: '500m' });
    expect(printList(podRequests(podOf(spec), featuresAt(36)))).toEqual({ cpu: '2050m' });
  });

  it('limits in spec.resources alone change no request (R-022)', () => {
    const spec = { containers: [app], resources: { limits: { cpu: '2' } } };
    expect(printList(podRequests(podOf(spec), featuresAt(36)))).toEqual({ cpu: '500m' });
  });

  it('names the containers without a limit that others have (R-009)', () => {
    const limited = {
      name: 'app',
      resources: { requests: { cpu: '1' }, limits: { cpu: '1', memory: '1Gi', gpu: '1' } },
    };
    const { limitsAtLeast } = podResources(
      podOf({ initContainers: [proxy], containers: [limited] }),
      releaseOf('1.36'),
    );
    expect(limitsAtLeast).toEqual({ cpu: ['proxy'], memory: ['proxy'] });
    const ofPod = {
      initContainers: [proxy],
      containers: [limited],
      resources: { limits: { memory: '2Gi' } },
    };
    expect(podResources(podOf(ofPod), releaseOf('1.36')).limitsAtLeast).toEqual({ cpu: ['proxy'] });
  });

  it('a live Pod keeps the class it was created with (R-058)', () => {
    const pod = { ...podOf({ containers: [app] }), status: { qosClass: 'BestEffort' } };
    expect(podResources(pod, releaseOf('1.36')).qosClass).toBe('Burstable');
    expect(podResources(pod, releaseOf('1.36'), { useStatus: true }).qosClass).toBe('BestEffort');
  });

  it('a Pod that has ended is charged as an object alone (R-085)', () => {
    const pod = { ...podOf({ containers: [app] }), status: { phase: 'Succeeded' } };
    expect(printList(quotaUsage(pod, featuresAt(36)))).toEqual({ 'count/pods': '1' });
  });

  it.each([
    [32, '400000 100000'],
    [33, 'max 100000'],
  ])('at 1.%i a pinned container has cpu.max %s (R-099)', (minor, quota) => {
    const compute = { cpu: '4', memory: '1Gi' };
    const pod = podOf({ containers: [{ name: 'app', resources: { requests: compute, limits: compute } }] });
    const { podCgroup, containerCgroup } = cgroups(pod, featuresAt(minor), { staticCpus: true });
    expect([podCgroup.cpuMax, containerCgroup['app']?.cpuMax]).toEqual([quota, quota]);
    expect(cgroups(pod, featuresAt(minor)).podCgroup.cpuMax).toBe('400000 100000');
  });
});
