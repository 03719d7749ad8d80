import { disruption } from '../disruption.ts';
import type { LivePod } from '../live-pod.ts';
import { describeNode, getField, podEvents } from '../look-further.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { names } from '../words.ts';

/** Later than this a stop is overdue: the 2 s tail, a whole second of each step, and a kubelet's own time (L-123, L-124). */
export const TAIL_MS = 15_000;

/** All containers have ended, and the object is still there. */
export function leftOver(pod: LivePod, until: number): Situation {
  const { finalizers = [] } = pod.metadata;
  if (finalizers.length > 0) return heldByFinalizers(pod, finalizers, until);
  const unscheduled = pod.spec.nodeName === undefined;
  return {
    waitsFor: unscheduled ? 'stop' : 'node',
    outlook: pod.now !== null && pod.now > until + TAIL_MS ? 'stuck' : 'waits',
    about: [],
    headline: say(
      'Is deleted and no container of it runs: waits for the kubelet to clean up and let the object go',
      '',
    ),
    because: [
      ...disruption(pod),
      say('The end of its grace period is', 'L-141', until, 'at'),
      say('The kubelet deletes the object when it has unmounted the volumes and removed the cgroups', ''),
    ],
    next: [outcome('when that is done', say('the Pod object is deleted', ''))],
    unknown: [say('What the clean-up is at: a volume that cannot be unmounted shows on the node alone', '')],
    look: [
      podEvents(pod, 'FailedKillPod, volume errors'),
      ...describeNode(pod, 'whether its kubelet is heard from'),
    ],
  };
}

const heldByFinalizers = (pod: LivePod, finalizers: readonly string[], until: number): Situation => ({
  waitsFor: 'finalizers',
  outlook: 'stuck',
  about: [],
  headline: say(
    `Is deleted and no container of it runs: only its ${finalizers.length === 1 ? 'finalizer' : 'finalizers'} ${names(finalizers)} hold the object`,
    '',
  ),
  because: [
    ...disruption(pod),
    say('The end of its grace period is', 'L-141', until, 'at'),
    say('A finalizer is removed by the controller that set it, when it has done its part', ''),
    ...(finalizers.includes('batch.kubernetes.io/job-tracking')
      ? [
          say(
            'batch.kubernetes.io/job-tracking is of the Job controller, which removes it once it has counted the Pod',
            'L-210',
          ),
        ]
      : []),
  ],
  next: [outcome('when the last is removed', say('the Pod object is gone', ''))],
  unknown: [],
  look: [getField(pod, '.metadata.finalizers', 'those that are left')],
});
