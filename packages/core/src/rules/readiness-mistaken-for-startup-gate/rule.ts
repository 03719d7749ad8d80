import { defineRule, type Fact, type Rule } from '../rule.ts';

interface Mistaken extends Fact {
  readonly sidecar: string;
  /** The container that starts next. */
  readonly next: string;
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
  check: ({ containers }) =>
    containers.flatMap(({ container, role, path }, index): readonly Mistaken[] => {
      if (role !== 'sidecar' || container.startupProbe || !container.readinessProbe) return [];
      const next = containers[index + 1]?.container.name ?? '';
      return [{ path: `${path}.readinessProbe`, sidecar: container.name ?? '', next }];
    }),
  advise: ({ sidecar, next }: Mistaken) => ({
    message: `The readinessProbe of sidecar "${sidecar}" does not hold "${next}" back: it starts as soon as the sidecar's process runs`,
    explanation:
      'A readinessProbe tells whether the Pod gets traffic. The next container waits for the startupProbe, and without one only for the process.',
    fix: { description: `Add a startupProbe with the same handler to "${sidecar}"` },
  }),
});
