import type { Fix } from '../../finding.ts';
import type { Json } from '../../json.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { startupProbeFor } from '../signs/startup-probe-for.ts';

interface Mistaken extends Fact {
  readonly sidecar: string;
  /** The container that starts next. */
  readonly next: string;
  readonly fix: Fix;
}

/** L-003, L-094: readiness decides about traffic; only `started` lets the next container start. */
export const readinessMistakenForStartupGate: Rule = defineRule({
  meta: {
    id: 'readiness-mistaken-for-startup-gate',
    summary: 'A sidecar has a readinessProbe, but no startupProbe to hold later containers back',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-003, L-094; gke-labs/kube-agents#724, kubernetes/website#50673',
  },
  check: (context) =>
    context.containers.flatMap((entry, index): readonly Mistaken[] => {
      const { container, role, path } = entry;
      if (role !== 'sidecar' || container.startupProbe || !container.readinessProbe) return [];
      const next = context.containers[index + 1]?.container.name ?? '';
      const sidecar = container.name ?? '';
      return [{ path: `${path}.readinessProbe`, sidecar, next, fix: fixOf(context, entry) }];
    }),
  advise: ({ sidecar, next, fix }: Mistaken) => ({
    message: `The readinessProbe of sidecar "${sidecar}" does not hold "${next}" back: it starts as soon as the sidecar's process runs`,
    explanation:
      'A readinessProbe tells whether the Pod gets traffic. The next container waits for the startupProbe, and without one only for the process.',
    fix,
  }),
});

/** The same handler, unless it asks what is not up before the sidecar has started. */
function fixOf(context: RuleContext, entry: RuleContext['containers'][number]): Fix {
  const name = entry.container.name ?? '';
  const fitting = startupProbeFor(context, entry);
  if (fitting === undefined) {
    return { description: `Give "${name}" a startupProbe that tests what it does itself, without the app` };
  }
  const { probe, from } = fitting;
  return {
    description:
      from === 'vendor'
        ? `Give "${name}" its vendor's startupProbe`
        : `Add a startupProbe with the same handler to "${name}"`,
    edits: [{ op: 'set', path: `${entry.path}.startupProbe`, value: probe as unknown as Json }],
    mechanical: true,
  };
}
