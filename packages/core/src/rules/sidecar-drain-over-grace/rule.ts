import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import type { Drain } from '../signs/drain.ts';
import { stopTimesOf } from '../signs/stop-times.ts';

interface TooLong extends Fact {
  readonly container: string;
  /** Its settings in words: `--max-sigterm-delay`. */
  readonly settings: string;
  readonly drain: Drain;
  readonly hookSeconds: number;
  readonly graceSeconds: number;
}

/** L-120: SIGKILL comes when the grace period is over, whatever the program still waits for. */
export const sidecarDrainOverGrace: Rule = defineRule({
  meta: {
    id: 'sidecar-drain-over-grace',
    summary: 'A setting lets a sidecar drain longer than its Pod may take to stop',
    severity: 'warning',
    source: 'L-120, L-123; linkerd/linkerd2-proxy#1815, istio/istio#47718',
  },
  check,
  advise: ({ container, settings, drain, hookSeconds, graceSeconds }: TooLong) => ({
    message: `"${container}" drains ${drain.atMost ? 'up to ' : ''}${drain.seconds} s after SIGTERM (${settings})${
      hookSeconds > 0 ? `, which comes after ${hookSeconds} s of preStop` : ''
    }, but the Pod has ${graceSeconds} s to stop: SIGKILL ends it ${graceSeconds} s after the deletion`,
    explanation:
      'The grace period starts with the deletion and is shared by hooks, regular containers and then the sidecars one after the other. What is still open when SIGKILL comes is cut.',
    fix: {
      description: `Raise terminationGracePeriodSeconds above ${hookSeconds + drain.seconds}, or lower ${settings} below ${graceSeconds - hookSeconds} s`,
    },
  }),
});

function check(context: RuleContext): readonly TooLong[] {
  const { terminationGracePeriodSeconds: graceSeconds = 30 } = context.pod.spec;
  return stopTimesOf(context).flatMap(({ container, hookSeconds, drain }) => {
    const [longest] = (drain?.settings ?? []).toSorted((a, b) => b.seconds - a.seconds);
    if (drain === undefined || longest === undefined) return [];
    if (hookSeconds >= graceSeconds || hookSeconds + drain.seconds <= graceSeconds) return [];
    const { path, on } = longest;
    const settings = drain.settings.map(({ name }) => name).join(' and ');
    return [{ path, ...(on && { on }), container, settings, drain, hookSeconds, graceSeconds }];
  });
}
