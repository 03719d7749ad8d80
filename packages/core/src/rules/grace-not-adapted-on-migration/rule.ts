import type { Container } from '../../kubernetes/api-types.gen.ts';
import { type ChangeContext, type ChangeSide, defineChangeRule, type Fact, type Rule } from '../rule.ts';
import { sleepSeconds } from '../signs/sleep-seconds.ts';

interface Squeezed extends Fact {
  readonly sidecar: string;
  readonly graceSeconds: number;
  /** At most between SIGTERM and SIGKILL. */
  readonly before: number;
  readonly after: number;
  /** The container whose preStop hook the sidecar waits for. */
  readonly behind: string;
  readonly behindSeconds: number;
  /** Gives the sidecar what it had. */
  readonly enoughSeconds: number;
}

/** L-121: all preStop hooks start at once; L-122: sidecars get SIGTERM when the rest has stopped; L-123: one budget. */
export const graceNotAdaptedOnMigration: Rule = defineChangeRule({
  meta: {
    id: 'grace-not-adapted-on-migration',
    summary: 'A container became a native sidecar and has less of an unchanged grace period',
    severity: 'warning',
    needs: 'orderedSidecarTermination',
    source: 'L-120 to L-123; linkerd/linkerd2#10276, istio/istio#47718',
  },
  check,
  advise: ({ sidecar, graceSeconds, before, after, behind, behindSeconds, enoughSeconds }: Squeezed) => ({
    message: `"${sidecar}" became a native sidecar and now stops after "${behind}", whose preStop hook sleeps ${behindSeconds} s: of the ${graceSeconds} s of grace it has at most ${after} s between SIGTERM and SIGKILL, ${before} s before`,
    explanation:
      'Regular containers stop together; a native sidecar gets SIGTERM when they are gone, out of what terminationGracePeriodSeconds still has then, and 2 seconds at least. The same grace period pays for a longer chain now.',
    fix: {
      description: `Raise terminationGracePeriodSeconds to ${enoughSeconds}, so that "${sidecar}" has as much time as before`,
      edits: [
        {
          op: 'set',
          path: 'spec.terminationGracePeriodSeconds',
          value: enoughSeconds,
        },
      ],
    },
  }),
});

/** The kubelet gives 2 s at least (L-120). */
const MINIMUM_SECONDS = 2;

function check({ before, after }: ChangeContext): readonly Squeezed[] {
  const graceSeconds = graceOf(after);
  if (graceSeconds !== graceOf(before) || graceSeconds <= 0) return [];
  return after.containers.flatMap(({ container, role }): readonly Squeezed[] => {
    const { name = '' } = container;
    const old = before.containers.find((entry) => entry.container.name === name);
    if (role !== 'sidecar' || old?.role !== 'regular') return [];
    const slowest = slowestBefore(name, after);
    const [then, now] = [hookSeconds(old.container), Math.max(slowest.seconds, hookSeconds(container))];
    const time = { before: left(graceSeconds, then), after: left(graceSeconds, now) };
    if (time.after >= time.before || slowest.seconds <= hookSeconds(container)) return [];
    return [
      {
        path: 'spec.terminationGracePeriodSeconds',
        sidecar: name,
        graceSeconds,
        ...time,
        behind: slowest.name,
        behindSeconds: slowest.seconds,
        enoughSeconds: now + time.before,
      },
    ];
  });
}

const DEFAULT_GRACE_SECONDS = 30;

const graceOf = ({ pod }: ChangeSide): number =>
  pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;

const left = (graceSeconds: number, spent: number): number => Math.max(MINIMUM_SECONDS, graceSeconds - spent);

/** What surely passes before SIGTERM: sleeps of the hook, whether it is the `sleep` action or a command. */
const hookSeconds = ({ lifecycle }: Container): number =>
  lifecycle?.preStop === undefined ? 0 : (sleepSeconds(lifecycle.preStop) ?? 0);

interface Slowest {
  readonly name: string;
  readonly seconds: number;
}

/** Of the regular containers and the sidecars behind it, which all stop before it. */
function slowestBefore(sidecar: string, { containers }: ChangeSide): Slowest {
  const index = containers.findIndex(({ container }) => container.name === sidecar);
  const earlier = containers.filter(
    ({ role }, position) => role === 'regular' || (role === 'sidecar' && position > index),
  );
  return earlier.reduce<Slowest>(
    (slowest, { container }) =>
      hookSeconds(container) > slowest.seconds
        ? { name: container.name ?? '', seconds: hookSeconds(container) }
        : slowest,
    { name: '', seconds: 0 },
  );
}
