import { disruption } from '../disruption.ts';
import type { LivePod } from '../live-pod.ts';
import { lastLogs, podEvents } from '../look-further.ts';
import { type Situation, say } from '../situation.ts';
import { capital } from '../words.ts';
import { afterEnd, NOTHING_LEFT, refusedByKubelet } from './refused.ts';
import { blamedContainers, causesOf, innocentSidecars, lastEnd, sidecarCodes } from './why-failed.ts';

/** A terminal phase: nothing of this Pod runs again. */
export function finished(pod: LivePod): Situation | null {
  if (pod.phase === 'Succeeded') return succeeded(pod);
  return pod.phase === 'Failed' ? failed(pod) : null;
}

function succeeded(pod: LivePod): Situation {
  const codes = sidecarCodes(pod);
  return {
    ...NOTHING_LEFT,
    outlook: 'settled',
    headline: say(
      'Is finished and Succeeded: every regular container exited with 0; the last of all containers ended',
      'L-143',
      lastEnd(pod),
      'at',
    ),
    because:
      codes.length > 0
        ? [say(`${capital(codes.join('; '))}: exit codes of sidecars do not count`, 'L-143 L-171')]
        : [],
    next: [afterEnd(pod)],
  };
}

/** The kubelet would not have it at all, or it failed once it had begun. */
function failed(pod: LivePod): Situation {
  const { status } = pod;
  const refused = status.reason !== undefined && pod.containers.every(({ api }) => api === undefined);
  if (refused) return refusedByKubelet(pod, status.reason);
  const causes = causesOf(pod);
  const blamed = blamedContainers(pod);
  return {
    ...NOTHING_LEFT,
    outlook: 'failed',
    about: blamed,
    headline: causes.headline,
    because: [
      ...(status.message ? [say(`The status says: ${status.message}`, '')] : []),
      ...causes.because,
      ...disruption(pod),
      ...innocentSidecars(pod),
    ],
    next: [afterEnd(pod)],
    look: [
      ...blamed.slice(0, 2).map((container) => lastLogs(pod, container)),
      podEvents(pod, 'its last hour, as far as Events are kept'),
    ],
  };
}
