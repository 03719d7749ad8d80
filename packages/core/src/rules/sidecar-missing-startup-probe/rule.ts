import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { needs } from '../signs/needs.ts';

interface Ungated extends Fact {
  readonly sidecar: string;
  /** The first later container that needs it, and what for. */
  readonly user: { readonly name: string; readonly what: string } | undefined;
  /** A probe whose handler would do. */
  readonly model: 'readinessProbe' | 'livenessProbe' | undefined;
  readonly hasPostStart: boolean;
}

/** L-003: without a startupProbe the next container starts as soon as the sidecar's process runs. */
export const sidecarMissingStartupProbe: Rule = defineRule({
  meta: {
    id: 'sidecar-missing-startup-probe',
    summary: 'Containers start before the sidecar they need is ready',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-003, L-004; istio/istio#11130, linkerd/linkerd2#2704, actions/actions-runner-controller#3201',
  },
  check: (context) => context.containers.flatMap((entry, index) => ungated(context, entry, index)),
  advise: ({ sidecar, user, model, hasPostStart }: Ungated) => ({
    message: `Sidecar "${sidecar}" has no startupProbe${
      user === undefined ? ': later containers wait' : `, but "${user.name}" needs ${user.what} and waits`
    } only until its ${hasPostStart ? 'postStart hook has ended' : 'process runs'}`,
    explanation:
      'Without a startupProbe a sidecar counts as started when its process has been created, not when it can do its work. A readinessProbe does not hold later containers back.',
    fix: {
      description:
        model === undefined
          ? `Give "${sidecar}" a startupProbe`
          : `Give "${sidecar}" a startupProbe with the handler of its ${model}`,
    },
  }),
});

function ungated(
  { containers }: RuleContext,
  { container, role, path }: RoleContainer,
  index: number,
): readonly Ungated[] {
  if (role !== 'sidecar' || container.startupProbe !== undefined) return [];
  const [user] = containers.slice(index + 1).flatMap((later) => {
    const what = needs(later.container, container);
    return what === undefined ? [] : [{ name: later.container.name ?? '', what }];
  });
  const hasPostStart = container.lifecycle?.postStart !== undefined;
  return [
    {
      path,
      severity: user === undefined || hasPostStart ? 'info' : 'warning',
      sidecar: container.name ?? '',
      user,
      model: modelOf(container),
      hasPostStart,
    },
  ];
}

function modelOf({ readinessProbe, livenessProbe }: Container): Ungated['model'] {
  if (readinessProbe !== undefined) return 'readinessProbe';
  return livenessProbe === undefined ? undefined : 'livenessProbe';
}
