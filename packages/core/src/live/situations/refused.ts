import type { Outcome } from '../explanation.ts';
import type { LivePod } from '../live-pod.ts';
import { describeNode } from '../look-further.ts';
import { ownerOf } from '../owner.ts';
import { outcome, type Situation, say } from '../situation.ts';

/** Of a Pod that is over. */
export const NOTHING_LEFT = { waitsFor: 'nothing', about: [], unknown: [], look: [] } as const;

/** The kubelet would not have it at all (L-234). */
export function refusedByKubelet(pod: LivePod, reason: string): Situation {
  const { message } = pod.status;
  return {
    ...NOTHING_LEFT,
    outlook: 'failed',
    headline: say(`Failed: the kubelet of node "${pod.spec.nodeName ?? ''}" refused it (${reason})`, 'L-234'),
    because: [
      ...(message ? [say(`The kubelet says: ${message}`, '')] : []),
      ...(reason === 'InitContainerRestartPolicyForbidden'
        ? [
            say(
              'That kubelet is one of 1.28 to 1.32 with SidecarContainers off: it takes no Pod with sidecars',
              'L-234',
            ),
          ]
        : []),
      say(
        'Its status names no container: none was started, or the kubelet was restarted and refused what it had run',
        '',
      ),
    ],
    next: [afterEnd(pod)],
    look: describeNode(pod, "the node's conditions, and what is left of it"),
  };
}

/** What becomes of it depends on who made it. */
export function afterEnd(pod: LivePod): Outcome {
  const owner = ownerOf(pod.metadata);
  if (owner === null)
    return outcome('', say('nobody starts it again: the Pod stays as it is until it is deleted', ''));
  if (owner.kind === 'Job') {
    return outcome(
      '',
      say(
        `${owner.text} counts it now, as ${pod.phase}; whether another Pod follows is for the Job to decide`,
        'L-210',
      ),
    );
  }
  return outcome(
    '',
    say(`this Pod is not started again; ${owner.text} makes another where it wants one`, ''),
  );
}
