import type { InstanceView } from '../../lifecycle/kubelet/container-view.ts';
import { type Refusal, refusalOf, sequenceWords, usualWait, waitAfter } from '../back-off-words.ts';
import { exitCaution, exitWords } from '../exit-words.ts';
import type { Outcome, Statement } from '../explanation.ts';
import { possibleDefects } from '../known-defects.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { lastLogs, podEvents } from '../look-further.ts';
import { durationText } from '../moments.ts';
import { future, startedUp } from '../next-starts.ts';
import { ownerOf } from '../owner.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { count, label } from '../words.ts';
import { decidingRule } from './own-rules.ts';
import { onceStarted, startWords } from './start-words.ts';

/** It has ended and is started again, now or after the crash back-off. */
export function waitForRestart(pod: LivePod, container: LiveContainer, ended: InstanceView): Situation {
  const { plan, api } = container;
  const restarts = api?.restartCount ?? 0;
  const refusal = refusalOf(container);
  const how = `${exitWords(ended.exitCode, ended.reason)}${restarts > 0 ? `, after ${count(restarts, 'restart')}` : ''}`;
  return {
    waitsFor: 'restart',
    outlook: restarts > 0 || refusal !== null ? 'stuck' : 'waits',
    about: [container],
    headline:
      refusal === null
        ? say(`Waits for ${label(container)} to be started again: it ${how}`, 'L-050')
        : say(
            `Waits out the back-off of ${label(container)}: it ${how}, and is started again ${durationText(refusal.waitMs)} after its end`,
            'L-050 L-051',
            refusal.due,
            'notBefore',
          ),
    because: [
      ...causes(container, ended),
      ...memoryWords(pod, container, ended),
      ...policyWords(pod, container, ended),
      ...possibleDefects(pod, container),
      ...waitWords(pod, container),
      ...jobWords(pod),
    ],
    next: [againOutcome(pod, container), crashOutcome(pod, container, refusal?.waitMs ?? null)],
    unknown: unknownsOf(container, ended),
    look: [
      lastLogs(pod, container),
      podEvents(pod, `what happened to "${plan.name}": Unhealthy, Killing, BackOff`),
    ],
  };
}

/** What the container itself left behind, and what its code does not say. */
function causes(
  { api, failedStart }: LiveContainer,
  { exitCode, reason }: InstanceView,
): readonly Statement[] {
  const ended = api?.state?.terminated ?? api?.lastState?.terminated;
  const message = ended?.message ?? '';
  const caution = exitCaution(exitCode, reason);
  return [
    ...(failedStart === 'PostStartHookError'
      ? [say('Its postStart hook failed, and the kubelet killed it for that', 'L-009')]
      : []),
    ...(message === '' ? [] : [say(`It left the message: ${lastLines(message)}`, '')]),
    ...(caution === '' ? [] : [say(`${caution.charAt(0).toUpperCase()}${caution.slice(1)}`, 'L-120')]),
  ];
}

/** The end of what it left, which may be the tail of its log. */
function lastLines(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return `${lines.length > 3 ? '… / ' : ''}${lines.slice(-3).join(' / ')}`;
}

/** What it could use, where it was killed for memory. */
function memoryWords(
  { spec }: LivePod,
  { plan }: LiveContainer,
  { reason }: InstanceView,
): readonly Statement[] {
  if (reason !== 'OOMKilled') return [];
  const all = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const limit = all[plan.index]?.resources?.limits?.['memory'];
  return [
    say(
      limit === undefined
        ? 'It has no memory limit of its own: the memory of the Pod or of the node ran out'
        : `Its memory limit is ${limit}`,
      '',
    ),
  ];
}

function policyWords(
  { plan: pod }: LivePod,
  container: LiveContainer,
  { exitCode }: InstanceView,
): readonly Statement[] {
  const { plan } = container;
  if (plan.role === 'sidecar') {
    const zero = exitCode === 0 ? ' An exit with 0 counts like a crash.' : '';
    return [
      say(
        `A sidecar is started again whatever its exit code and the Pod's restartPolicy.${zero}`,
        'L-011 L-052',
      ),
    ];
  }
  const rule = decidingRule(container, exitCode);
  if (rule !== null) return [say(`It comes back because ${rule}`, 'L-061 L-062')];
  const whose = plan.restartPolicy === undefined ? "the Pod's" : 'its own';
  const policy = plan.restartPolicy ?? pod.restartPolicy;
  const zero = exitCode === 0 ? '; an exit with 0 backs off like a crash' : '';
  return [say(`It comes back because ${whose} restartPolicy is ${policy}${zero}`, 'L-061')];
}

/** L-213: a Job with OnFailure counts the restarts of all containers. */
function jobWords({ metadata, plan }: LivePod): readonly Statement[] {
  const owner = ownerOf(metadata);
  if (owner?.kind !== 'Job' || plan.restartPolicy !== 'OnFailure') return [];
  return [
    say(
      `Every restart, a sidecar's too, counts towards the backoffLimit of ${owner.text}: when it is reached the Job fails and deletes the Pod`,
      'L-213',
    ),
  ];
}

/** How long it waits, as far as the kubelet has not said, and how late it may be. */
function waitWords(pod: LivePod, container: LiveContainer): readonly Statement[] {
  const refusal = refusalOf(container);
  if (refusal !== null) return isStale(pod, refusal) ? [say(STALE, 'L-050')] : [say(lateWords(pod), 'L-050')];
  const restarts = container.api?.restartCount ?? 0;
  if (restarts === 0) return [say('A first restart is free: it comes at once', 'L-051')];
  const wait = usualWait(pod, restarts);
  const history =
    restarts === 1
      ? 'its one restart followed a crash'
      : `its ${restarts} restarts followed crashes, one soon after the other`;
  const ended = container.newest?.finishedAt ?? 0;
  return [
    say(
      `If ${history}, this start comes ${durationText(wait)} after its end`,
      'L-051 L-053',
      ended === 0 ? null : ended + wait,
      'notBefore',
    ),
    ...hiddenWords(pod, container),
  ];
}

/** Why the status does not show CrashLoopBackOff meanwhile. */
function hiddenWords({ kubelet, plan: pod }: LivePod, { plan, newest }: LiveContainer): readonly Statement[] {
  const always = 'Its status never shows CrashLoopBackOff while it waits';
  if (plan.role !== 'regular' && newest?.exitCode === 0) {
    return [say(`${always}, because it exited with 0`, 'L-186')];
  }
  if (plan.role === 'sidecar' && pod.restartPolicy === 'Never' && !kubelet.on.ContainerRestartRules) {
    return [say(`${always}, because the Pod's restartPolicy is Never`, 'L-187')];
  }
  if (!kubelet.on.retriesWhenBackOffEnds) return [];
  return [
    say(
      'This kubelet shows CrashLoopBackOff only when it next looks at the Pod, which for a short wait is the restart itself',
      'L-181',
    ),
  ];
}

const STALE =
  'That is long past: the kubelet is not heard from, or this output is old, and the container was started since';

/** Later than any node is (section 0.3). */
const isStale = ({ now }: LivePod, { due, waitMs }: Refusal): boolean =>
  now !== null && due !== null && now > due + waitMs / 2 + 90_000;

/** Section 0.3: how late a node is. */
const lateWords = ({ kubelet }: LivePod): string =>
  kubelet.on.retriesWhenBackOffEnds
    ? 'A node comes back to it at that time or later, by up to half the wait and 31 seconds at most'
    : 'A node looks every 10 to 15 seconds whether the time is up, so the start comes up to 16 seconds later';

function againOutcome(pod: LivePod, container: LiveContainer): Outcome {
  const after = future(pod, container, startedUp(container));
  const more = startWords(after);
  const { plan } = container;
  const stays =
    plan.role === 'init'
      ? 'and must exit with 0'
      : 'if it stays up for 10 minutes, its next crash counts as the first';
  return outcome(
    'then',
    say(
      `the kubelet starts it again, no other container is touched; ${more === null || plan.role === 'init' ? stays : `${onceStarted(container)}, ${more}`}`,
      'L-032 L-050 L-053',
    ),
    [container],
  );
}

function crashOutcome(pod: LivePod, container: LiveContainer, waitMs: number | null): Outcome {
  const next =
    waitMs === null
      ? `waits go ${sequenceWords(pod)}`
      : `the next wait is ${durationText(waitAfter(pod, waitMs))}`;
  const fate = container.plan.role === 'sidecar' ? '; a sidecar never fails the Pod' : '';
  return outcome('if it ends again', say(`${next}, counted from its end${fate}`, 'L-050 L-051 L-055'));
}

function unknownsOf({ newest }: LiveContainer, { exitCode, reason }: InstanceView): readonly Statement[] {
  if (newest === null || exitCode === 0 || reason === 'OOMKilled') return [];
  return [say('Why it ended: the kubelet knows the exit code, its log has the reason', 'L-270')];
}
