import type { Fix } from '../../finding.ts';
import type { Json } from '../../json.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { meshOfProxy } from '../known/meshes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { needs } from '../signs/needs.ts';
import { type FittingProbe, startupProbeFor } from '../signs/startup-probe-for.ts';

interface Ungated extends Fact {
  readonly sidecar: string;
  /** The first later container that needs it, and what for. */
  readonly user: { readonly name: string; readonly what: string } | undefined;
  readonly hasPostStart: boolean;
  readonly fix: Fix;
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
  advise: ({ sidecar, user, hasPostStart, fix }: Ungated) => ({
    message: `Sidecar "${sidecar}" has no startupProbe${
      user === undefined ? ': later containers wait' : `, but "${user.name}" needs ${user.what} and waits`
    } only until its ${hasPostStart ? 'postStart hook has ended' : 'process runs'}`,
    explanation:
      'Without a startupProbe a sidecar counts as started when its process has been created, not when it can do its work. A readinessProbe does not hold later containers back.',
    fix,
  }),
});

function ungated(context: RuleContext, entry: RoleContainer, index: number): readonly Ungated[] {
  const { container, role, path } = entry;
  if (role !== 'sidecar' || container.startupProbe !== undefined) return [];
  const user = userOf(entry, context.containers.slice(index + 1));
  const hasPostStart = container.lifecycle?.postStart !== undefined;
  return [
    {
      path,
      severity: user === undefined || hasPostStart ? 'info' : 'warning',
      sidecar: container.name ?? '',
      user,
      hasPostStart,
      fix: fixOf(context, entry),
    },
  ];
}

/** The first container behind it that shows that it needs it; a mesh proxy has all their traffic. */
function userOf({ container }: RoleContainer, later: readonly RoleContainer[]): Ungated['user'] {
  const isMesh = meshOfProxy(container) !== undefined;
  for (const { container: user } of later) {
    const what = isMesh ? 'the network' : needs(user, container);
    if (what !== undefined) return { name: user.name ?? '', what };
  }
  return undefined;
}

function fixOf(context: RuleContext, entry: RoleContainer): Fix {
  const name = entry.container.name ?? '';
  const fitting = startupProbeFor(context, entry);
  if (fitting === undefined) return { description: `Give "${name}" a startupProbe` };
  return {
    description: `Give "${name}" ${wordsFor(fitting)}`,
    edits: [{ op: 'set', path: `${entry.path}.startupProbe`, value: fitting.probe as unknown as Json }],
  };
}

const wordsFor = ({ from }: FittingProbe): string =>
  from === 'vendor' ? "its vendor's startupProbe" : `a startupProbe with the handler of its ${from}`;
