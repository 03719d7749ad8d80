import { isOrdered } from '../../lifecycle/kubelet/termination.ts';
import { exitWords } from '../exit-words.ts';
import type { Outcome, Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { logs, podEvents } from '../look-further.ts';
import { nextActions } from '../next-starts.ts';
import { ownerOf } from '../owner.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { budgetStatement, orderStatements, stopWaves } from '../stop-order.ts';
import { count, names } from '../words.ts';

/** A kubelet's loops, and the whole seconds of each step (section 0.3, L-124). */
const TAIL_MS = 20_000;

/** All regular containers are done for good: the kubelet stops what is left, in its own time (L-026, L-139). */
export function completing(pod: LivePod): Situation | null {
  if (!nextActions(pod, pod.containers).killPod) return null;
  const running = pod.containers.filter(({ newest }) => newest?.state === 'running');
  const end = Math.max(0, ...regularOf(pod).map(({ newest }) => newest?.finishedAt ?? 0));
  const since = end === 0 ? null : end;
  if (running.length === 0) return allEnded(since);
  return beingStopped(pod, running, since);
}

function beingStopped(pod: LivePod, running: readonly LiveContainer[], since: number | null): Situation {
  const grace = pod.plan.graceSeconds;
  const until = since === null ? null : since + 1000 * grace;
  const overdue = pod.now !== null && until !== null && pod.now > until + TAIL_MS;
  const sidecars = count(running.length, 'sidecar');
  return {
    waitsFor: overdue ? 'node' : 'sidecars',
    outlook: overdue ? 'stuck' : 'waits',
    about: running,
    waves: stopWaves(pod, running, grace),
    headline: say(
      overdue
        ? `Its work is done, and ${sidecars} should have been stopped long ago: the work ended`
        : `Its work is done: waits for ${sidecars} to stop, which the kubelet is doing; the work ended`,
      'L-026 L-139',
      since,
      'at',
    ),
    because: [
      workStatement(pod),
      ...orderStatements(pod, running, grace),
      grace === 0 ? WITHOUT_GRACE : budgetStatement(grace, isOrdered(pod.plan, pod.kubelet), until),
      ...jobStatement(pod),
      ...(overdue ? [OVERDUE] : []),
    ],
    next: outcomes(pod),
    unknown: [turnStatement(running)],
    look: [
      ...running.slice(0, 3).map((container) => ({
        ...logs(pod, container),
        says: `whether "${container.plan.name}" shuts down`,
      })),
      podEvents(pod, 'Killing (for all at once), FailedPreStopHook'),
    ],
  };
}

const regularOf = ({ containers }: LivePod): readonly LiveContainer[] =>
  containers.filter(({ plan }) => plan.role === 'regular');

/** `"work" exited with 0: no regular container runs or comes back`. */
function workStatement(pod: LivePod): Statement {
  const ends = regularOf(pod).map(
    ({ plan, newest }) =>
      `"${plan.name}" ${newest === null ? 'never ran' : exitWords(newest.exitCode, newest.reason)}`,
  );
  return say(
    `${ends.join(', ')}: no regular container runs or comes back, so the kubelet stops the rest`,
    'L-026',
  );
}

const WITHOUT_GRACE = say(
  'With a grace period of 0 all get SIGTERM at once, and SIGKILL 2 s later, without preStop',
  'L-125',
);
const OVERDUE = say(
  'The kubelet is not heard from, or this output is old: SIGKILL cannot be ignored',
  'L-120',
);

function jobStatement({ metadata }: LivePod): readonly Statement[] {
  const owner = ownerOf(metadata);
  if (owner?.kind !== 'Job') return [];
  return [say(`${owner.text} counts the Pod only when its phase is terminal, so it waits too`, 'L-210')];
}

function outcomes(pod: LivePod): readonly Outcome[] {
  const phase = regularOf(pod).every(({ newest }) => newest?.exitCode === 0) ? 'Succeeded' : 'Failed';
  return [
    outcome(
      'when the last sidecar has ended',
      say(`the phase becomes ${phase}, whatever the sidecars exited with`, 'L-139 L-143 L-144'),
    ),
    outcome(
      'if it does not end by itself',
      say('SIGKILL ends it when the grace period is over', 'L-120 L-123'),
    ),
  ];
}

/** The stop is inside one sync, and a status is made between syncs. */
const turnStatement = (running: readonly LiveContainer[]): Statement =>
  say(
    `Whose turn it is: the stop is one step of the kubelet, and until it is over ${names(running.map(({ plan }) => plan.name))} ${running.length === 1 ? 'is' : 'are'} shown as running`,
    'L-030 L-139',
  );

const allEnded = (since: number | null): Situation => ({
  waitsFor: 'stop',
  outlook: 'waits',
  about: [],
  headline: say(
    'All its containers have ended: waits for the kubelet to publish the terminal phase; the work ended',
    'L-139 L-144',
    since,
    'at',
  ),
  because: [
    say(
      'A terminal phase is published when all containers are surely stopped, one to three seconds after the last',
      'L-144',
    ),
  ],
  next: [outcome('then', say('the phase follows from the exit codes of the regular containers', 'L-143'))],
  unknown: [],
  look: [],
});
