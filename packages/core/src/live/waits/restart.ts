import type { InstanceView } from '../../lifecycle/kubelet/container-view.ts';
import { refusalOf, sequenceWords, waitAfter } from '../back-off-words.ts';
import { exitWords } from '../exit-words.ts';
import type { Outcome, Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { lastLogs, podEvents } from '../look-further.ts';
import { durationText } from '../moments.ts';
import { future, startedUp } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { count, label } from '../words.ts';
import { onceStarted, startWords } from './start-words.ts';
import { whenAgain } from './when-again.ts';
import { whyEnded } from './why-ended.ts';

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
    because: [...whyEnded(pod, container, ended), ...whenAgain(pod, container)],
    next: [againOutcome(pod, container), crashOutcome(pod, container, refusal?.waitMs ?? null)],
    unknown: unknownsOf(container, ended),
    look: [
      lastLogs(pod, container),
      podEvents(pod, `what happened to "${plan.name}": Unhealthy, Killing, BackOff`),
    ],
  };
}

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
