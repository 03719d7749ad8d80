import type { Edit } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { hasAmount, readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { exclusiveCpus } from '../../resources/exclusive-cpus.ts';
import type { QosClass } from '../../resources/pod-resources.ts';
import { qosClass } from '../../resources/qos-class.ts';
import { containersOf } from '../../workload/container-role.ts';
import type { Pod } from '../../workload/workload.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { amountsOf, joined } from '../signs/words.ts';

interface Lost extends Fact {
  readonly container: string;
  readonly qosClass: QosClass;
  readonly because: string;
  /** CPUs that the static CPU manager would pin for the app; 0 where no such policy is set. */
  readonly exclusive: number;
  /** Limits that would make the container Guaranteed, where the manifest has the numbers. */
  readonly limits?: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

const COMPUTE = ['cpu', 'memory'] as const;

/** R-050: one container without equal requests and limits costs the whole Pod its class. */
export const qosLostToSidecar: Rule = defineRule({
  meta: {
    id: 'qos-lost-to-sidecar',
    summary: 'The Pod would be Guaranteed but for a sidecar or init container',
    severity: 'error',
    source: 'R-050, R-100; istio/istio#16175, envoyproxy/gateway#5720, kubernetes/kubernetes#119442',
  },
  check,
  advise: ({ container, qosClass: got, because, exclusive, limits, edits }: Lost) => ({
    message: `The Pod is ${got} instead of Guaranteed: "${container}" ${because}${
      exclusive === 0 ? '' : `, and the app's ${exclusive} exclusive CPUs are lost`
    }`,
    explanation:
      'A Pod is Guaranteed when every container, init containers and sidecars included, has limits for cpu and memory and requests equal to them. Otherwise it gets no exclusive CPUs and is evicted and killed sooner.',
    fix:
      limits === undefined
        ? { description: `Set equal requests and limits for cpu and memory of "${container}"` }
        : {
            description: `Set limits and requests of "${container}" to ${amountsOf(limits, COMPUTE)}`,
            edits,
          },
  }),
});

function check({ admitted: pod, release, settings }: RuleContext): readonly Lost[] {
  const options = sumOptionsAt(release);
  const podWith = (initContainers: readonly Container[]): Pod => ({
    ...pod,
    spec: { ...pod.spec, initContainers },
  });
  const classWith = (inits: readonly Container[]) => qosClass(podWith(inits), release.on, options);
  if (pod.spec.initContainers === undefined || classWith([]) !== 'Guaranteed') return [];
  const actual = qosClass(pod, release.on, options);
  if (actual === 'Guaranteed') return [];
  const isStatic = settings.cpuManagerPolicy === 'static';
  const exclusive = isStatic ? exclusiveCpus(podWith([]), release.on, options).podExclusiveCPUs : 0;
  return containersOf(pod.spec).flatMap(({ container, role, path }): readonly Lost[] => {
    if (role === 'regular' || classWith([container]) === 'Guaranteed') return [];
    const limits = limitsFor(container);
    return [
      {
        path: `${path}.resources`,
        severity: exclusive > 0 ? 'error' : 'warning',
        container: container.name ?? '',
        qosClass: actual,
        because: reasonOf(container),
        exclusive,
        ...(limits && { limits }),
        edits: limits === undefined ? [] : editsFor(container, limits, `${path}.resources`),
      },
    ];
  });
}

/** The container's limits, or its requests where it has no limit; nothing where it has neither. */
function limitsFor({ resources }: Container): Lost['limits'] {
  const given = { ...resources?.requests, ...resources?.limits };
  const amounts = readList(given);
  if (!COMPUTE.every((name) => hasAmount(amounts, name))) return undefined;
  return Object.fromEntries(COMPUTE.map((name) => [name, String(given[name])]));
}

const editsFor = (
  { resources }: Container,
  limits: Readonly<Record<string, string>>,
  path: string,
): readonly Edit[] =>
  (['limits', 'requests'] as const).flatMap((side) =>
    COMPUTE.filter((name) => resources?.[side]?.[name] !== limits[name]).map(
      (name): Edit => ({ op: 'set', path: `${path}.${side}.${name}`, value: limits[name] ?? '' }),
    ),
  );

/** The fields that break it. Requests that are left out equal the limits, as the API server fills them in. */
function reasonOf({ resources }: Container): string {
  const limits = readList(resources?.limits);
  const requests = readList(resources?.requests);
  const without = COMPUTE.filter((name) => !hasAmount(limits, name));
  if (without.length > 0) return `has no limit for ${joined(without)}`;
  const unequal = COMPUTE.filter((name) => {
    const [request, limit] = [requests.get(name), limits.get(name)];
    return request === undefined || limit === undefined || compare(request, limit) !== 0;
  });
  return `requests less ${joined(unequal)} than its limit`;
}
