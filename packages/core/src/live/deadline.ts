import type { Outcome } from './explanation.ts';
import type { LivePod } from './live-pod.ts';
import { readMoment } from './moments.ts';
import { outcome, say } from './situation.ts';

/** spec.activeDeadlineSeconds ends every Pod that still lives then (L-153). */
export function deadlineOutcomes({ plan, phase, status, metadata }: LivePod): readonly Outcome[] {
  const start = readMoment(status.startTime);
  const over = phase === 'Succeeded' || phase === 'Failed' || metadata.deletionTimestamp !== undefined;
  if (plan.deadlineSeconds === null || start === null || over) return [];
  return [
    outcome(
      `if it still lives when its activeDeadlineSeconds (${plan.deadlineSeconds}) are over`,
      say(
        'the kubelet stops all of it, and the Pod is Failed',
        'L-153',
        start + 1000 * plan.deadlineSeconds,
        'at',
      ),
    ),
  ];
}
