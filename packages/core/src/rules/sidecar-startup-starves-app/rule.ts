import { type Gate, startupBudget } from '../../lifecycle/budget/startup-budget.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Late extends Fact {
  readonly app: string;
  readonly seconds: number;
  /** Sidecars in order, with the seconds at which each opens at best. */
  readonly gates: readonly Gate[];
  readonly slowest: string;
  readonly isProbed: boolean;
}

/** L-001, L-082: sidecars start one after the other, each at the earliest tick of its probe. */
export const sidecarStartupStarvesApp: Rule = defineRule({
  meta: {
    id: 'sidecar-startup-starves-app',
    summary:
      'Sidecars start one after the other, and the app waits long for the last even when all goes well',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'L-001, L-082; istio/istio#53920',
  },
  options: { atLeastSeconds: 20 },
  check: (context, { atLeastSeconds }) => late(context, atLeastSeconds),
  advise: ({ app, seconds, gates, slowest, isProbed }: Late) => ({
    message: `"${app}" starts after ${seconds} s at the earliest: its sidecars start one after the other (${waterfall(gates)})`,
    explanation:
      'The startupProbe of a sidecar is tried once a periodSeconds, the first time after initialDelaySeconds, and the next container waits for it. These waits add up even if every first try succeeds.',
    fix: {
      description: isProbed
        ? `Give the startupProbe of "${slowest}" periodSeconds: 1 and no initialDelaySeconds`
        : `Put a startupProbe in the place of the postStart hook of "${slowest}"`,
    },
  }),
});

function late({ pod, containers }: RuleContext, atLeastSeconds: number): readonly Late[] {
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const { gates, bestSeconds: seconds } = startupBudget({
    initContainers: sidecars.map(({ container }) => container),
  });
  const slowest = sidecars[slowestOf(gates)];
  if (sidecars.length < 2 || seconds < atLeastSeconds || slowest === undefined) return [];
  const { container, path } = slowest;
  const isProbed = container.startupProbe !== undefined;
  return [
    {
      path: `${path}.${isProbed ? 'startupProbe' : 'lifecycle.postStart'}`,
      app: pod.spec.containers?.[0]?.name ?? '',
      seconds,
      gates,
      slowest: container.name ?? '',
      isProbed,
    },
  ];
}

/** The index of the sidecar whose own wait is the longest at best. */
function slowestOf(gates: readonly Gate[]): number {
  const waits = gates.map(({ bestSeconds }, index) => bestSeconds - (gates[index - 1]?.bestSeconds ?? 0));
  return waits.indexOf(Math.max(...waits));
}

const waterfall = (gates: readonly Gate[]): string =>
  gates.map(({ container, bestSeconds }) => `${container} at ${bestSeconds} s`).join(', ');
