import { effectiveGrace, isOrdered } from '../../lifecycle/kubelet/termination.ts';
import { disruption } from '../disruption.ts';
import type { Outcome, Statement } from '../explanation.ts';
import { isUnready, isUnstarted } from '../health.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { describeNode, logs, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { budgetStatement, orderStatements, stopWaves } from '../stop-order.ts';
import { count, names } from '../words.ts';
import { leftOver, TAIL_MS } from './left-over.ts';

/** Somebody deleted it: `metadata.deletionTimestamp` is when its grace period ends. */
export function stopping(pod: LivePod): Situation | null {
  const until = readMoment(pod.metadata.deletionTimestamp);
  if (until === null) return null;
  const running = pod.containers.filter(({ newest }) => newest?.state === 'running');
  const asked = pod.metadata.deletionGracePeriodSeconds ?? pod.plan.graceSeconds;
  const over = asked === 0 || running.length === 0 || pod.phase === 'Succeeded' || pod.phase === 'Failed';
  return over ? leftOver(pod, until) : beingStopped(pod, running, { until, asked });
}

interface Request {
  readonly until: number;
  readonly asked: number;
}

function beingStopped(pod: LivePod, running: readonly LiveContainer[], { until, asked }: Request): Situation {
  const grace = effectiveGrace(pod.plan, [asked]);
  const ordered = isOrdered(pod.plan, pod.kubelet);
  const overdue = pod.now !== null && pod.now > until + TAIL_MS;
  const who = count(running.length, 'container');
  return {
    waitsFor: overdue ? 'node' : 'stop',
    outlook: overdue ? 'stuck' : 'waits',
    about: running,
    waves: stopWaves(pod, running, grace),
    headline: overdue
      ? say(`Should have stopped and has not: its grace period of ${grace} s ended`, 'L-123', until, 'at')
      : say(
          `Is being stopped: waits for ${who} to end; its grace period of ${grace} s ends`,
          'L-140 L-141',
          until,
          'at',
        ),
    because: [
      ...disruption(pod),
      say('Its deletion was asked for', 'L-141', until - 1000 * asked, 'at'),
      ...orderStatements(pod, running, grace),
      budgetStatement(grace, ordered, until),
      ...(overdue ? [overdueStatement(pod)] : []),
      ...alreadyDown(pod, running),
    ],
    next: stopOutcomes(pod, running),
    unknown: [
      say(
        'Whose turn it is: while a Pod is stopped its container states are not refreshed, so those shown are of before the stop. Killing Events come at its start for all, and say nothing about turns',
        'L-147 L-271',
      ),
      ...lateStart(pod),
      ...shortened(pod, asked),
    ],
    look: [
      ...running.slice(0, 3).map((container) => ({
        ...logs(pod, container),
        says: `whether "${container.plan.name}" still writes`,
      })),
      podEvents(pod, 'FailedPreStopHook, FailedKillPod, ExceededGracePeriod'),
      ...(overdue ? describeNode(pod, 'whether its kubelet is heard from (Ready condition)') : []),
    ],
  };
}

/** L-143, L-146 */
function stopOutcomes(pod: LivePod, running: readonly LiveContainer[]): readonly Outcome[] {
  const { finalizers = [] } = pod.metadata;
  const gone =
    finalizers.length === 0
      ? 'the Pod object is deleted'
      : `the object stays until its finalizers are removed: ${names(finalizers)}`;
  const regularRan = running.some(({ plan }) => plan.role === 'regular');
  const phase = regularRan
    ? 'the phase becomes Succeeded if all regular containers exited with 0, else Failed (143, from SIGTERM, is a failure)'
    : 'the phase is decided by the exit codes of the regular containers; Failed if they never ran';
  return [
    outcome('when the last has ended', say(`${phase}; then ${gone}`, 'L-143 L-145')),
    outcome(
      'if one ends early',
      say(
        'it is not started again: nothing is, but for a restart that was under way when the deletion came',
        'L-140 L-146',
      ),
    ),
  ];
}

function overdueStatement({ spec }: LivePod): Statement {
  return say(
    `SIGKILL cannot be ignored, so it is rather the node that is late: the kubelet of "${spec.nodeName ?? ''}" is not heard from, the runtime does not answer, a process hangs in the kernel, or this output is old`,
    'L-120 L-126',
  );
}

const alreadyDown = (
  { containers, plan }: LivePod,
  running: readonly LiveContainer[],
): readonly Statement[] => {
  const down = containers.filter(
    (one) => one.plan.role === 'sidecar' && !running.includes(one) && one.newest !== null,
  );
  if (down.length === 0 || !plan.hasSidecar) return [];
  return [
    say(
      `${names(down.map((one) => one.plan.name))} was not running when it began, and nobody waits for it`,
      'L-127',
    ),
  ];
};

/** L-142: asking again with less time changes nothing for what is being stopped already. */
const shortened = ({ plan }: LivePod, asked: number): readonly Statement[] =>
  asked < plan.graceSeconds
    ? [
        say(
          `Whether it was deleted before with more time: then the ${asked} s asked for now do not shorten a stop that has begun`,
          'L-142',
        ),
      ]
    : [];

/** L-140: a sync in progress is not interrupted: it may be at a pull, a hook, or a kill for a probe. */
const lateStart = ({ containers }: LivePod): readonly Statement[] =>
  containers.some(
    (one) => one.plan.role !== 'init' && (one.newest === null || isUnstarted(one) || isUnready(one)),
  )
    ? [
        say(
          'Whether the stop has begun: an image pull, a postStart hook or a kill for a failed probe that was under way is finished first, and what that was to start may start yet',
          'L-140',
        ),
      ]
    : [];
