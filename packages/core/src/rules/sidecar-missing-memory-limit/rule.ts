import type { Container } from '../../kubernetes/api-types.gen.ts';
import { addLists, hasAmount, printList, readList } from '../../quantity/resource-list.ts';
import { isDeclared } from '../../resources/cgroups.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import { usualResources } from '../known/usual-resources.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Unlimited extends Fact {
  readonly sidecar: string;
  /** Memory that those beside it may use together; absent where no regular container has a limit either. */
  readonly others: string | undefined;
  /** The kubelet limits the Pod to that sum although this container has no limit. */
  readonly capped: boolean;
  readonly usual: string | undefined;
}

/** one container without a memory limit, and the Pod has none. */
export const sidecarMissingMemoryLimit: Rule = defineRule({
  meta: {
    id: 'sidecar-missing-memory-limit',
    summary: 'A sidecar may take memory until the node has none left',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'R-091, R-092, R-054; kubernetes/kubernetes#111356',
  },
  check,
  advise: ({ path, sidecar, others, capped, usual }: Unlimited) => ({
    message: `Sidecar "${sidecar}" has no memory limit${consequence(others, capped)}`,
    explanation:
      'A sidecar runs as long as the Pod, so a leak in it has time to grow. With a limit of its own, it alone is killed and restarted. Without one the kernel chooses by oom_score_adj when the node is full, and from 1.32 on a sidecar is spared as long as the smallest regular container.',
    fix: {
      description:
        usual === undefined
          ? `Set resources.limits.memory of "${sidecar}"`
          : `Set resources.limits.memory of "${sidecar}"; its vendor gives it ${usual}`,
      ...(usual !== undefined && { edits: [{ op: 'set' as const, path: `${path}.memory`, value: usual }] }),
    },
  }),
});

function consequence(others: string | undefined, capped: boolean): string {
  if (others === undefined) return ', nor has the app: it may grow until the node runs out';
  if (capped) {
    return `: the kubelet limits the Pod to the ${others} of the others, and what it takes of that, the app lacks`;
  }
  return `: the others are limited to ${others}, but the Pod may grow until the node runs out, and the kernel may then kill the app instead`;
}

function check({ admitted: pod, release }: RuleContext): readonly Unlimited[] {
  if (hasAmount(readList(pod.spec.resources?.limits), 'memory')) return [];
  const containers = containersOf(pod.spec);
  const others = limitBeside(containers);
  return containers.flatMap(({ container, role, path }): readonly Unlimited[] => {
    if (role !== 'sidecar' || isLimited(container)) return [];
    return [
      {
        path: `${path}.resources.limits`,
        severity: others === undefined ? 'info' : 'warning',
        sidecar: container.name ?? '',
        others,
        capped: isDeclared('memory', pod, release.on, sumOptionsAt(release)),
        usual: usualLimit(container),
      },
    ];
  });
}

const isLimited = ({ resources }: Container): boolean => hasAmount(readList(resources?.limits), 'memory');

/** The memory limits of what runs together; nothing where no regular container has one. */
function limitBeside(containers: readonly RoleContainer[]): string | undefined {
  const limited = containers.filter(({ role, container }) => role !== 'init' && isLimited(container));
  if (!limited.some(({ role }) => role === 'regular')) return undefined;
  return printList(addLists(...limited.map(({ container }) => readList(container.resources?.limits))))[
    'memory'
  ];
}

/** The vendor's limit, unless the container's request might be above it. */
function usualLimit(container: Container): string | undefined {
  const usual = usualResources(container)?.limits['memory'];
  return container.resources?.requests?.['memory'] === undefined ? usual : undefined;
}
