import type { Container } from '../../kubernetes/api-types.gen.ts';
import { startupBudget } from '../../lifecycle/budget/startup-budget.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { type Deadline, deadlinesOf } from './deadlines.ts';

/** One step of the start, with the seconds it takes at best and at worst. */
interface Step {
  readonly container: string;
  readonly bestSeconds: number;
  readonly worstSeconds: number;
  readonly path: string;
}

interface Over extends Fact {
  readonly worstSeconds: number;
  readonly steps: readonly Step[];
  readonly slowest: string;
  readonly deadline: Deadline;
}

/** L-001, L-082: startupProbes are waited for one after the other, then the app's. */
export const startupBudgetOverDeadline: Rule = defineRule({
  meta: {
    id: 'startup-budget-over-deadline',
    summary: 'The start may take longer than the deadline for it',
    severity: 'warning',
    source: 'L-001, L-082, L-214; istio/istio: 600 tries of 1 s, and progressDeadlineSeconds 600',
  },
  options: { rolloutLimitSeconds: 0 },
  check: (context, { rolloutLimitSeconds }) => over(context, rolloutLimitSeconds),
  advise: ({ worstSeconds, steps, slowest, deadline }: Over) => ({
    message: `The start may take ${worstSeconds} s (${steps.map(printed).join(', ')}), and ${deadline.what} is ${deadline.seconds} s: ${deadline.consequence}`,
    explanation:
      'Each sidecar with a startupProbe holds the next container back until the probe succeeds, at worst initialDelaySeconds plus failureThreshold times periodSeconds; then the startupProbe of the app counts. Ordinary init containers and image pulls come on top.',
    fix: {
      description: `Lower failureThreshold of the startupProbe of "${slowest}", or raise ${deadline.field} above ${worstSeconds}`,
    },
  }),
});

function over(context: RuleContext, rolloutLimitSeconds: number): readonly Over[] {
  const steps = [...sidecarSteps(context), ...appStep(context)];
  const worstSeconds = steps.reduce((sum, step) => sum + step.worstSeconds, 0);
  const [slowest] = sidecarSteps(context).toSorted((a, b) => b.worstSeconds - a.worstSeconds);
  const deadline = deadlinesOf(context, rolloutLimitSeconds).find(({ seconds }) => worstSeconds >= seconds);
  if (slowest === undefined || deadline === undefined) return [];
  return [
    {
      path: `${slowest.path}.startupProbe`,
      severity: deadline.isOwn ? 'warning' : 'info',
      worstSeconds,
      steps,
      slowest: slowest.container,
      deadline,
    },
  ];
}

const sidecarSteps = ({ containers }: RuleContext): readonly Step[] =>
  containers
    .filter(({ role }) => role === 'sidecar')
    .flatMap(({ container, path }) => stepOf(container, path));

/** Regular containers start together, so the slowest counts. */
const appStep = ({ containers }: RuleContext): readonly Step[] =>
  containers
    .filter(({ role }) => role === 'regular')
    .flatMap(({ container, path }) => stepOf(container, path))
    .toSorted((a, b) => b.worstSeconds - a.worstSeconds)
    .slice(0, 1);

/** Hooks are left out: nothing bounds them. */
function stepOf(container: Container, path: string): readonly Step[] {
  if (container.startupProbe === undefined) return [];
  const alone: Container = {
    name: container.name ?? '',
    restartPolicy: 'Always',
    startupProbe: container.startupProbe,
  };
  const { bestSeconds, worstSeconds } = startupBudget({ initContainers: [alone] });
  return [{ container: container.name ?? '', path, bestSeconds, worstSeconds: worstSeconds ?? 0 }];
}

const printed = ({ container, bestSeconds, worstSeconds }: Step): string =>
  `${container} ${bestSeconds} to ${worstSeconds} s`;
