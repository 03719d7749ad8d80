import { type Refusal, refusalOf, usualWait } from '../back-off-words.ts';
import type { Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { durationText } from '../moments.ts';
import { ownerOf } from '../owner.ts';
import { say } from '../situation.ts';

/** When a container that has ended comes back, and what its restarts count for. */
export const whenAgain = (pod: LivePod, container: LiveContainer): readonly Statement[] => [
  ...waitWords(pod, container),
  ...jobWords(pod),
];

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
