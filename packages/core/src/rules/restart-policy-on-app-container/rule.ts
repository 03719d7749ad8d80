import type { Edit, Fix } from '../../finding.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { runToCompletion } from '../signs/run-to-completion.ts';

interface RestartedForEver extends Fact {
  readonly container: string;
  readonly waiter: string;
  /** There are containers beside it that do the work, so it was meant to be a sidecar. */
  readonly isHelper: boolean;
  /** Where it would stand among the init containers. */
  readonly index: number;
}

/** L-061: a container's own restartPolicy goes before the Pod's. */
export const restartPolicyOnAppContainer: Rule = defineRule({
  meta: {
    id: 'restart-policy-on-app-container',
    summary: 'A container of a Pod that should end is restarted for ever',
    severity: 'error',
    needs: 'ContainerRestartRules',
    source: 'L-061, L-236; RedHatInsights/clowder#1783',
  },
  check,
  advise: ({ container, waiter, ...fact }: RestartedForEver) => ({
    message: `Container "${container}" has restartPolicy: Always: it starts again after every exit, so ${waiter} never completes`,
    explanation:
      'restartPolicy: Always makes a sidecar only in initContainers. In containers it restarts the container whatever the restartPolicy of the Pod, and the Pod ends when all of them have ended.',
    fix: fact.isHelper ? moved(container, fact) : removed(container, fact),
  }),
});

function check({ workload, pod, containers }: RuleContext): readonly RestartedForEver[] {
  const waits = runToCompletion(workload);
  if (waits === undefined) return [];
  const regular = containers.filter(({ role }) => role === 'regular');
  const restarted = regular.filter(({ container }) => container.restartPolicy === 'Always');
  return restarted.map(({ container, path }) => ({
    path: `${path}.restartPolicy`,
    container: container.name ?? '',
    waiter: waits.waiter,
    isHelper: restarted.length < regular.length,
    index: pod.spec.initContainers?.length ?? 0,
  }));
}

/** A sidecar may not have restartPolicyRules, so it is left to the author when there are some. */
const moved = (container: string, { path }: Fact): Fix => ({
  description: `Move "${container}" to initContainers, where restartPolicy: Always makes it a sidecar`,
  edits: [{ op: 'move', path: path.replace(/\.restartPolicy$/, ''), to: 'spec.initContainers' }],
});

const removed = (container: string, { path }: Fact): Fix => ({
  description: `Remove restartPolicy from "${container}"`,
  edits: [{ op: 'remove', path } satisfies Edit],
});
