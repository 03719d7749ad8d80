import type { Container } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import type { QosClass } from '../../resources/pod-resources.ts';
import { qosClass } from '../../resources/qos-class.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Lost extends Fact {
  readonly container: string;
  readonly qosClass: QosClass;
  readonly because: string;
}

const COMPUTE = ['cpu', 'memory'] as const;

/** every container counts, init containers and sidecars too. */
export const qosLostToSidecar: Rule = defineRule({
  meta: {
    id: 'qos-lost-to-sidecar',
    summary: 'The Pod would be Guaranteed but for a sidecar or init container',
    severity: 'warning',
    source: 'R-050; istio/istio#16175, envoyproxy/gateway#5720',
  },
  check,
  advise: ({ container, qosClass: got, because }: Lost) => ({
    message: `The Pod is ${got} instead of Guaranteed: "${container}" ${because}`,
    explanation:
      'A Pod is Guaranteed when every container, init containers and sidecars included, has limits for cpu and memory and requests equal to them. Otherwise it gets no exclusive CPUs and is evicted and killed sooner.',
    fix: { description: `Set equal requests and limits for cpu and memory of "${container}"` },
  }),
});

function check({ containers, pod, release }: RuleContext): readonly Lost[] {
  const options = sumOptionsAt(release);
  const classWith = (initContainers: readonly Container[]): QosClass =>
    qosClass({ ...pod, spec: { ...pod.spec, initContainers } }, release.on, options);
  const actual = qosClass(pod, release.on, options);
  if (actual === 'Guaranteed' || classWith([]) !== 'Guaranteed') return [];
  return containers.flatMap(({ container, role, path }): readonly Lost[] => {
    if (role === 'regular' || classWith([container]) === 'Guaranteed') return [];
    return [
      {
        path: `${path}.resources`,
        container: container.name ?? '',
        qosClass: actual,
        because: reasonOf(container),
      },
    ];
  });
}

/** The fields that break it. Requests that are left out equal the limits, as the API server fills them in. */
function reasonOf({ resources }: Container): string {
  const limits = readList(resources?.limits);
  const requests = readList(resources?.requests);
  const without = COMPUTE.filter((name) => !limits.has(name));
  if (without.length > 0) return `has no limit for ${without.join(' and ')}`;
  const unequal = COMPUTE.filter((name) => {
    const [request, limit] = [requests.get(name), limits.get(name)];
    return request === undefined || limit === undefined || compare(request, limit) !== 0;
  });
  return `requests less ${unequal.join(' and ')} than its limit`;
}
