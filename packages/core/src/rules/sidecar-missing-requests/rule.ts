import { podResources } from '../../resources/compute-pod-resources.ts';
import type { ResourceAmounts } from '../../resources/pod-resources.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Missing extends Fact {
  readonly sidecar: string;
  readonly resources: readonly string[];
  /** What the Pod requests as it stands. */
  readonly podRequests: ResourceAmounts;
}

const WANTED = ['cpu', 'memory'];

/** what a container does not request, nobody reserves for it. */
export const sidecarMissingRequests: Rule = defineRule({
  meta: {
    id: 'sidecar-missing-requests',
    summary: 'A sidecar runs beside the app without a CPU or memory request',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'R-001; istio/istio#13977, linkerd/linkerd2#2750',
  },
  check,
  advise: ({ sidecar, resources, podRequests }: Missing) => ({
    message: `Sidecar "${sidecar}" requests no ${resources.join(' and no ')}: the scheduler reserves none for it (the Pod requests ${printed(podRequests)})`,
    explanation:
      'A sidecar runs for as long as the Pod. Without requests it takes from what others asked for, HPA targets in percent do not work, and a ResourceQuota may refuse the Pod.',
    fix: { description: `Set resources.requests of "${sidecar}" to what it uses` },
  }),
});

function check({ containers, pod, release }: RuleContext): readonly Missing[] {
  const ofPod = pod.spec.resources?.requests ?? {};
  return containers.flatMap(({ container, role, path }): readonly Missing[] => {
    const requests = container.resources?.requests ?? {};
    const resources = WANTED.filter((name) => !Object.hasOwn(requests, name) && !Object.hasOwn(ofPod, name));
    if (role !== 'sidecar' || resources.length === 0) return [];
    return [
      {
        path: `${path}.resources.requests`,
        sidecar: container.name ?? '',
        resources,
        podRequests: podResources(pod, release).requests,
      },
    ];
  });
}

const printed = (amounts: ResourceAmounts): string =>
  WANTED.map((name) => `${name} ${amounts[name] ?? '0'}`).join(', ');
