import type { Fix } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { podResources } from '../../resources/compute-pod-resources.ts';
import type { ResourceAmounts } from '../../resources/pod-resources.ts';
import { containersOf } from '../../workload/container-role.ts';
import type { Pod } from '../../workload/workload.ts';
import { usualResources } from '../known/usual-resources.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { amountsOf } from '../signs/words.ts';

interface Missing extends Fact {
  readonly sidecar: string;
  readonly missing: readonly string[];
  /** What the Pod requests as it stands. */
  readonly podRequests: ResourceAmounts;
  readonly usual?: Usual;
}

/** What the vendor of a product requests for it, and what the Pod would then request. */
interface Usual {
  readonly product: string;
  readonly own: ResourceAmounts;
  readonly pod: ResourceAmounts;
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
  advise: (fact: Missing) => ({
    message: `Sidecar "${fact.sidecar}" requests no ${fact.missing.join(' and no ')}: the scheduler reserves none for it (the Pod requests ${printed(fact.podRequests)})`,
    explanation:
      'A sidecar runs for as long as the Pod. Without requests it takes from what others asked for, HPA targets in percent do not work, and a ResourceQuota may refuse the Pod.',
    fix: fixOf(fact),
  }),
});

function check(context: RuleContext): readonly Missing[] {
  const { admitted: pod, release } = context;
  const ofPod = pod.spec.resources?.requests ?? {};
  return containersOf(pod.spec).flatMap(({ container, role, path }): readonly Missing[] => {
    if (role !== 'sidecar') return [];
    const requests = container.resources?.requests ?? {};
    const missing = WANTED.filter((name) => !Object.hasOwn(requests, name) && !Object.hasOwn(ofPod, name));
    if (missing.length === 0) return [];
    const usual = usualOf(container, missing);
    return [
      {
        path: `${path}.resources.requests`,
        sidecar: container.name ?? '',
        missing,
        podRequests: context.resources.pod.requests,
        ...(usual && {
          usual: {
            ...usual,
            pod: podResources(requesting(pod, container, usual.own), release).requests,
          },
        }),
      },
    ];
  });
}

function usualOf(container: Container, missing: readonly string[]): Omit<Usual, 'pod'> | undefined {
  const usual = usualResources(container);
  if (usual === undefined) return undefined;
  const own = Object.fromEntries(missing.map((name) => [name, usual.requests[name] ?? '0']));
  return { product: usual.product, own };
}

/** The Pod if one of its sidecars requested this, too. */
const requesting = (pod: Pod, sidecar: Container, amounts: ResourceAmounts): Pod => ({
  ...pod,
  spec: {
    ...pod.spec,
    initContainers: (pod.spec.initContainers ?? []).map((container) =>
      container === sidecar
        ? {
            ...container,
            resources: {
              ...container.resources,
              requests: { ...container.resources?.requests, ...amounts },
            },
          }
        : container,
    ),
  },
});

function fixOf({ sidecar, path, usual }: Missing): Fix {
  if (usual === undefined) return { description: `Set resources.requests of "${sidecar}" to what it uses` };
  const { product, own, pod } = usual;
  return {
    description: `Set resources.requests of "${sidecar}" to what it uses; the vendor of ${product} starts with ${amountsOf(own, WANTED)}, and the Pod then requests ${printed(pod)}`,
    edits: Object.entries(own).map(([name, value]) => ({ op: 'set', path: `${path}.${name}`, value })),
  };
}

const printed = (amounts: ResourceAmounts): string =>
  WANTED.map((name) => `${name} ${amounts[name] ?? '0'}`).join(', ');
