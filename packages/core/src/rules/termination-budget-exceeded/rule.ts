import { neededSeconds, plannedStop } from '../../lifecycle/budget/planned-stop.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { byContainer, type ContainerStopTime, stopTimesOf } from '../signs/stop-times.ts';

interface Exceeded extends Fact {
  /** What is known to take time, in the order of the stop. */
  readonly parts: readonly string[];
  readonly neededSeconds: number;
  readonly graceSeconds: number;
  /** Who is ended by SIGKILL, and when after the deletion. */
  readonly killed: readonly string[];
}

/** L-120 to L-129, played by the simulator with all that is known of hooks and drains. */
export const terminationBudgetExceeded: Rule = defineRule({
  meta: {
    id: 'termination-budget-exceeded',
    summary: 'Hooks and drains one after the other take longer than the Pod may take to stop',
    severity: 'error',
    needs: 'orderedSidecarTermination',
    source: 'L-122, L-123; linkerd/linkerd2#10276, GoogleCloudPlatform/gcs-fuse-csi-driver#168',
  },
  check,
  advise: ({ parts, neededSeconds: needed, graceSeconds, killed }: Exceeded) => ({
    message: `Stopping takes ${needed} s (${parts.join(', ')}), but the Pod has ${graceSeconds} s: SIGKILL ends ${killed.join(' and ')}`,
    explanation:
      'Hooks start together when the Pod is deleted; then the regular containers get SIGTERM, then the sidecars one after the other, the last one first. All of it shares terminationGracePeriodSeconds; when that is over, everything that still runs gets SIGTERM and 2 s. What the regular containers need after SIGTERM comes on top, where nothing tells it.',
    fix: {
      description: `Set terminationGracePeriodSeconds to ${needed} at least`,
      edits: [{ op: 'set', path: 'spec.terminationGracePeriodSeconds', value: needed }],
    },
  }),
});

function check(context: RuleContext): readonly Exceeded[] {
  const { spec } = context.pod;
  const { terminationGracePeriodSeconds: graceSeconds = 30 } = spec;
  const times = stopTimesOf(context).filter((one) => one.hookSeconds + one.drainSeconds > 0);
  const hasSidecar = context.containers.some(({ role }) => role === 'sidecar');
  if (graceSeconds <= 0 || !hasSidecar || isSaidOfOne(times, graceSeconds)) return [];
  if (mostSeconds(times) <= graceSeconds) return [];
  const stop = plannedStop(spec, context.release, byContainer(times));
  const killed = stop.containers.filter((one) => one.killed);
  if (killed.length === 0) return [];
  const needed = Math.ceil(neededSeconds(spec, context.release, byContainer(times)));
  return [
    {
      path: 'spec.terminationGracePeriodSeconds',
      severity: times.some((time) => isSurelyOver(time, graceSeconds)) ? 'error' : 'warning',
      parts: times.flatMap(partsOf),
      neededSeconds: needed,
      graceSeconds,
      killed: killed.map(
        ({ container, goneAtSeconds }) => `"${container}" ${goneAtSeconds} s after the deletion`,
      ),
    },
  ];
}

/** No stop takes longer than the longest hook and then all drains one after the other: most need not be played. */
const mostSeconds = (times: readonly ContainerStopTime[]): number =>
  Math.max(...times.map(({ hookSeconds }) => hookSeconds)) +
  times.reduce((sum, { drainSeconds }) => sum + drainSeconds, 0);

/** One container that takes all of the time is what `prestop-exceeds-grace` and `sidecar-drain-over-grace` are about. */
function isSaidOfOne([one, ...others]: readonly ContainerStopTime[], graceSeconds: number): boolean {
  if (one === undefined) return true;
  const isSet = one.drain === undefined || one.drain.settings.length > 0;
  return others.length === 0 && (isSet || one.hookSeconds >= graceSeconds);
}

const isSurelyOver = ({ hookSeconds, drain }: ContainerStopTime, graceSeconds: number): boolean =>
  hookSeconds >= graceSeconds || (drain?.atMost === false && drain.seconds > graceSeconds);

const partsOf = ({ container, hookSeconds, drain }: ContainerStopTime): readonly string[] => [
  ...(hookSeconds > 0 ? [`"${container}" sleeps ${hookSeconds} s in preStop`] : []),
  ...(drain && drain.seconds > 0
    ? [`"${container}" drains ${drain.atMost ? 'up to ' : ''}${drain.seconds} s`]
    : []),
];
