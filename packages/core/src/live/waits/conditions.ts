import type { Statement } from '../explanation.ts';
import { conditionOf, isTrue, type LivePod } from '../live-pod.ts';
import { describeNode, getField } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { names } from '../words.ts';

/** Readiness gates whose condition is not True (L-176). */
export function waitForGates(pod: LivePod): Situation | null {
  const missing = pod.plan.readinessGates.filter((type) => !isTrue(pod, type));
  if (missing.length === 0 || isTrue(pod, 'Ready')) return null;
  return {
    waitsFor: 'readinessGate',
    outlook: 'waits',
    about: [],
    headline: say(
      `All containers are ready; waits for ${missing.length === 1 ? 'the condition' : 'the conditions'} ${names(missing)} of its readinessGates`,
      'L-176',
      readMoment(conditionOf(pod, 'ContainersReady')?.lastTransitionTime),
    ),
    because: missing.map((type) => {
      const { status, reason, message } = conditionOf(pod, type) ?? {};
      const why = [reason, message].filter((text) => text).join(', ');
      return say(
        `"${type}" is ${status === undefined ? 'not there yet' : status}${why === '' ? '' : `: ${why}`}`,
        'L-176',
      );
    }),
    next: [outcome('when it is True', say('the Pod becomes Ready', 'L-176'))],
    unknown: [say('Who sets it: a controller outside the node, such as that of a load balancer', '')],
    look: [getField(pod, '.status.conditions', 'all conditions')],
  };
}

/** Ready is False although all it is made of is True: the node lifecycle controller, not the kubelet, wrote that. */
export function waitForNode(pod: LivePod): Situation | null {
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status !== 'False' || !isTrue(pod, 'ContainersReady')) return null;
  return nodeLost(
    pod,
    readMoment(ready.lastTransitionTime),
    say(
      'Ready is False while ContainersReady is True and no readiness gate is missing. A kubelet never writes that: the node lifecycle controller does, to the Pods of a node that is not Ready',
      'L-176',
    ),
  );
}

/** What control planes of old wrote where a node was lost. */
export function unknownPhase(pod: LivePod): Situation | null {
  if (pod.phase !== 'Unknown' && pod.status.reason !== 'NodeLost') return null;
  return nodeLost(pod, null, say('The control plane wrote so: a kubelet does not', ''));
}

function nodeLost(pod: LivePod, since: number | null, why: Statement): Situation {
  const node = pod.spec.nodeName ?? '';
  return {
    waitsFor: 'node',
    outlook: 'stuck',
    about: [],
    headline: say(`Waits for its node "${node}": the control plane no longer hears from it`, '', since),
    because: [
      why,
      say('So the states shown are the last that were heard; the containers may well be running', ''),
    ],
    next: [
      outcome('if the node comes back', say('its kubelet writes the status anew', '')),
      outcome(
        'if not',
        say(
          'the Pod is deleted once its tolerations of the taints not-ready and unreachable have run out (300 s by default; those of a DaemonSet do not)',
          '',
        ),
      ),
    ],
    unknown: [say('Whether its containers run', '')],
    look: describeNode(pod, 'since when, and why'),
  };
}
