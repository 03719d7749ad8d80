import { type BackOffLimits, backOffLimits } from '../lifecycle/kubelet/back-off.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';
import { durationText, readGoDuration } from './moments.ts';

/** A restart that waits, as the kubelet says itself. */
export interface Refusal {
  readonly waitMs: number;
  /** The earliest moment of the restart; `null` where the status does not say when the instance ended. */
  readonly due: number | null;
}

/** What `waiting.message` of CrashLoopBackOff says (L-270): the wait counts from the end of the instance (L-050). */
export function refusalOf({ api, newest }: LiveContainer): Refusal | null {
  const { reason, message = '' } = api?.state?.waiting ?? {};
  if (reason !== 'CrashLoopBackOff') return null;
  const waitMs = readGoDuration(/^back-off (\S+) restarting failed container=/.exec(message)?.[1] ?? '');
  if (waitMs === null) return null;
  const ended = newest?.finishedAt ?? 0;
  return { waitMs, due: ended === 0 ? null : ended + waitMs };
}

export const limitsOf = ({ kubelet }: LivePod): BackOffLimits => backOffLimits(kubelet, null);

/** The wait before restart number `restarts + 1`, if all of them were crashes, one soon after the other (L-051). */
export function usualWait(pod: LivePod, restarts: number): number {
  const { initialMs, maximumMs } = limitsOf(pod);
  if (restarts === 0) return 0;
  return Math.min(initialMs * 2 ** Math.min(restarts - 1, 20), maximumMs);
}

export const waitAfter = (pod: LivePod, waitMs: number): number =>
  Math.min(waitMs * 2, limitsOf(pod).maximumMs);

/** `10s, 20s, 40s … up to 5m`. */
export function sequenceWords(pod: LivePod): string {
  const { initialMs, maximumMs } = limitsOf(pod);
  const steps = [1, 2, 4].map((factor) => initialMs * factor).filter((wait) => wait < maximumMs);
  return `${steps.map(durationText).join(', ')} … up to ${durationText(maximumMs)}`;
}
