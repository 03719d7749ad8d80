import { restartsAfter } from '../../lifecycle/kubelet/restart-decision.ts';
import { sequenceWords } from '../back-off-words.ts';
import { exitWords } from '../exit-words.ts';
import type { Outcome } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { logs } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { exited, future } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { label, shortLabel } from '../words.ts';
import { ruleOutcomes } from './own-rules.ts';
import { startWords } from './start-words.ts';

/** A regular init container runs: nothing else is started until it has ended well. */
export function waitForCompletion(pod: LivePod, container: LiveContainer): Situation {
  const { plan, api } = container;
  const since = readMoment(api?.state?.running?.startedAt);
  return {
    waitsFor: 'completion',
    outlook: 'waits',
    about: [container],
    headline: say(`Waits for ${label(container)} to exit with 0; it runs`, 'L-001 L-002', since),
    because: [
      ...failuresBefore(container),
      say(
        'An init container has no time limit: nothing behind it starts before it has ended well',
        'L-002 L-005',
      ),
      ...lostPolicy(pod, container),
    ],
    next: [wellOutcome(pod, container), ...ruleOutcomes(pod, container), badOutcome(pod, container)],
    unknown: [say(`Whether "${plan.name}" makes progress: the status says only that it runs`, '')],
    look: [logs(pod, container)],
  };
}

/** It has failed before, and is at it again. */
function failuresBefore({ api }: LiveContainer): Situation['because'] {
  const restarts = api?.restartCount ?? 0;
  const last = api?.lastState?.terminated;
  if (restarts === 0 || last === undefined) return [];
  const how = exitWords(last.exitCode ?? 0, last.reason ?? '');
  return [say(`This is its attempt number ${restarts + 1}; the one before ${how}`, 'L-059')];
}

function wellOutcome(pod: LivePod, container: LiveContainer): Outcome {
  const after = future(pod, container, exited(container, 0));
  const says = startWords(after) ?? 'nothing new starts: what comes behind it has started already';
  return outcome('if it exits with 0', say(says, 'L-001 L-020'), after.starts);
}

/** L-013, L-064 */
export function badOutcome(pod: LivePod, container: LiveContainer): Outcome {
  const restarts = restartsAfter(pod.plan, container.plan, 1, pod.kubelet);
  if (!restarts) return outcome('if it fails', say(endWords(pod), 'L-013 L-064'));
  return outcome(
    'if it fails',
    say(
      (container.api?.restartCount ?? 0) === 0
        ? `the kubelet starts it again: at once the first time, then after back-offs of ${sequenceWords(pod)}`
        : `the kubelet starts it again, after a back-off: they go ${sequenceWords(pod)}`,
      'L-013 L-051',
    ),
  );
}

const endWords = ({ plan }: LivePod): string =>
  plan.hasSidecar
    ? 'the Pod fails: what runs is stopped, sidecars in reverse order'
    : 'the Pod fails: it is not started again';

/** An init container that was meant to be a sidecar, and lost the field on its way (L-230 to L-232). */
function lostPolicy(pod: LivePod, container: LiveContainer): Situation['because'] {
  if (container.plan.apiRole === 'sidecar') {
    return [
      say(
        `To a kubelet of ${pod.kubelet.version}${pod.kubelet.version === '1.27' ? '' : ' with SidecarContainers off'} ${shortLabel(container)} is an init container: it has to exit before anything else starts`,
        'L-233',
      ),
    ];
  }
  if (wasAppliedAsSidecar(pod, container)) {
    return [
      say(
        `It was applied with restartPolicy: Always, as a sidecar, and the stored Pod lacks the field: the API server dropped it (before 1.28, or with SidecarContainers off), or a webhook did. As an init container it blocks the Pod until it exits`,
        'L-230 L-231 L-232',
      ),
    ];
  }
  return [
    say(
      'If it is a helper that is meant to run on, it lacks restartPolicy: Always, and the Pod waits for ever',
      'L-232',
    ),
  ];
}

/** What `kubectl apply` noted of the object that was sent. */
function wasAppliedAsSidecar({ metadata }: LivePod, { plan }: LiveContainer): boolean {
  const applied = metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'] ?? '';
  try {
    const { spec } = JSON.parse(applied) as { spec?: { initContainers?: unknown } };
    const init = Array.isArray(spec?.initContainers) ? (spec.initContainers as unknown[]) : [];
    return init.some((one) => {
      const { name, restartPolicy } = (one ?? {}) as { name?: unknown; restartPolicy?: unknown };
      return name === plan.name && restartPolicy === 'Always';
    });
  } catch {
    return false;
  }
}
