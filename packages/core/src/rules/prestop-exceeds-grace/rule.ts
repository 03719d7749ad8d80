import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { sleepSeconds } from '../signs/sleep-seconds.ts';

interface TooLong extends Fact {
  readonly container: string;
  readonly seconds: number;
  readonly graceSeconds: number;
}

const DEFAULT_GRACE_SECONDS = 30;

/** L-120: a hook gets at most the grace period, and SIGTERM what it leaves, at least 2 s. */
export const prestopExceedsGrace: Rule = defineRule({
  meta: {
    id: 'prestop-exceeds-grace',
    summary: 'A preStop hook sleeps through the whole grace period',
    severity: 'error',
    source: 'L-120; linkerd/linkerd2#10276, linkerd/linkerd2#6993',
  },
  check,
  advise: ({ container, seconds, graceSeconds }: TooLong) => ({
    message: `The preStop hook of "${container}" sleeps ${seconds} s, but the Pod has ${graceSeconds} s to stop: SIGTERM comes at ${graceSeconds} s, SIGKILL 2 s later`,
    explanation:
      'The hook and the handler of SIGTERM share terminationGracePeriodSeconds. Once the hook has used it up, the container gets 2 seconds to finish its work.',
    fix: {
      description: `Raise terminationGracePeriodSeconds above ${seconds} by what the container needs after SIGTERM, or shorten the sleep`,
      edits: [
        {
          op: 'set',
          path: 'spec.terminationGracePeriodSeconds',
          value: Math.ceil(seconds) + DEFAULT_GRACE_SECONDS,
        },
      ],
    },
  }),
});

/** What the API server refuses itself (L-132), or has dropped, is not repeated. */
function check({ pod, containers }: RuleContext): readonly TooLong[] {
  const graceSeconds = pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  if (graceSeconds <= 0) return [];
  return containers.flatMap(({ container, role, path }) => {
    const preStop = container.lifecycle?.preStop;
    const seconds = role === 'init' || preStop === undefined ? undefined : sleepSeconds(preStop);
    if (seconds === undefined || seconds < graceSeconds) return [];
    if (preStop?.sleep !== undefined && seconds > graceSeconds) return [];
    return [{ path: `${path}.lifecycle.preStop`, container: container.name ?? '', seconds, graceSeconds }];
  });
}
