import type { ProbePlan } from '../../lifecycle/kubelet/probe-worker.ts';
import { killGrace } from '../../lifecycle/kubelet/termination.ts';
import { evidence, unlessKnown } from '../evidence.ts';
import type { Outcome, Statement } from '../explanation.ts';
import { possibleDefects } from '../known-defects.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { logs, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { future, startedUp } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { count, label } from '../words.ts';
import { startWords } from './start-words.ts';

/** A container runs and its startup probe has not succeeded yet (L-003, L-084). */
export function waitForStartupProbe(pod: LivePod, container: LiveContainer, probe: ProbePlan): Situation {
  const { plan, api } = container;
  const since = readMoment(api?.state?.running?.startedAt);
  const answers = evidence(pod, container, ['Unhealthy'], 'Startup probe');
  return {
    waitsFor: 'startupProbe',
    outlook: 'waits',
    about: [container],
    headline: say(
      `Waits for the startupProbe of ${label(container)} to succeed; it runs`,
      plan.role === 'sidecar' ? 'L-003' : 'L-084',
      since,
    ),
    because: [
      ...answers,
      gateStatement(pod, container),
      ...overdueStatement(pod, probe, since),
      ...possibleDefects(pod, container),
      say(`${probeWords(probe)}; readiness and liveness probes wait for it`, 'L-081 L-084'),
    ],
    next: [wellOutcome(pod, container), badOutcome(pod, container, probe, since)],
    unknown: unlessKnown(
      answers,
      say(
        'How many attempts have failed so far, and why: only Events (Unhealthy) tell. An attempt that ends in an error counts for nothing',
        'L-085 L-262',
      ),
    ),
    look: [podEvents(pod, 'failed attempts, with what the probe answered'), logs(pod, container)],
  };
}

function gateStatement(pod: LivePod, container: LiveContainer): Statement {
  const { starts } = future(pod, container, startedUp(container));
  if (container.plan.role === 'sidecar' && starts.length > 0) {
    return say(
      'A sidecar with a startupProbe lets the next container start only when that has succeeded',
      'L-003',
    );
  }
  return say('Until then it is not ready, and so the Pod is not', 'L-094 L-095 L-176');
}

const probeWords = ({
  periodSeconds,
  failureThreshold,
  initialDelaySeconds,
  timeoutSeconds,
}: ProbePlan): string => {
  const delay = initialDelaySeconds > 0 ? `, first after ${initialDelaySeconds} s` : '';
  return `It is tried every ${periodSeconds} s (timeout ${timeoutSeconds} s)${delay}; ${count(failureThreshold, 'failure')} in a row decide`;
};

function wellOutcome(pod: LivePod, container: LiveContainer): Outcome {
  const after = future(pod, container, startedUp(container));
  const says = startWords(after) ?? 'its readiness and liveness probes begin';
  return outcome(
    'if the probe succeeds',
    say(says, after.starts.length > 0 ? 'L-003 L-020' : 'L-084'),
    after.starts,
  );
}

/** When the last attempt that it may fail is over; ticks are anchored to the worker, so to a period (L-082). */
const dueAt = (
  { initialDelaySeconds, periodSeconds, failureThreshold, timeoutSeconds }: ProbePlan,
  since: number,
): number => since + 1000 * (initialDelaySeconds + periodSeconds * failureThreshold + timeoutSeconds);

/** A probe that should have been decided by now. */
function overdueStatement({ now }: LivePod, probe: ProbePlan, since: number | null): readonly Statement[] {
  if (!isOverdue(now, probe, since)) return [];
  return [
    say(
      'By these numbers it should be decided by now, one way or the other: attempts that end in an error count for nothing, the kubelet may be busy or not heard from, or this output is old',
      'L-085',
    ),
  ];
}

/** Half a minute for a kubelet's loops. */
const isOverdue = (now: number | null, probe: ProbePlan, since: number | null): boolean =>
  now !== null && since !== null && now > dueAt(probe, since) + 30_000;

/** L-012, L-090, L-091 */
function badOutcome(pod: LivePod, container: LiveContainer, probe: ProbePlan, since: number | null): Outcome {
  const { plan } = container;
  const grace = killGrace(pod.plan, plan, 'startupProbe');
  const restarts = plan.role === 'sidecar' || (plan.restartPolicy ?? pod.plan.restartPolicy) !== 'Never';
  const end = restarts
    ? 'and starts it again, after a back-off once that has happened before'
    : 'and does not start it again';
  const never = plan.role === 'sidecar' ? '; a sidecar never fails the Pod' : '';
  const at = since === null || isOverdue(pod.now, probe, since) ? null : dueAt(probe, since);
  return outcome(
    'if it does not',
    say(
      `the kubelet kills it (${plan.preStop ? 'preStop, ' : ''}SIGTERM, SIGKILL after ${grace} s) ${end}${never}`,
      plan.role === 'sidecar' ? 'L-012 L-056 L-090 L-150' : 'L-025 L-091 L-150',
      at,
      'about',
    ),
  );
}
