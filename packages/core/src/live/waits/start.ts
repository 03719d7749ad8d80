import { evidence, unlessKnown } from '../evidence.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { podEvents } from '../look-further.ts';
import { exited, future, startedUp } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { label, names, shortLabel } from '../words.ts';
import { onceStarted, startWords } from './start-words.ts';

/** It is its turn, and the status has nothing of it yet. */
export function waitForStart(pod: LivePod, container: LiveContainer): Situation {
  const hook = container.plan.postStart !== undefined;
  const done = container.plan.role === 'init' ? exited(container, 0) : startedUp(container);
  const more = startWords(future(pod, container, done));
  const steps = evidence(pod, container, START_STEPS);
  return {
    waitsFor: 'start',
    outlook: 'waits',
    about: [container],
    headline: say(`Waits for ${label(container)} to be started: it is its turn`, 'L-001 L-020'),
    because: [...steps, say(`What stands before it is as far as it must be; ${startSteps(hook)}`, 'L-007')],
    next: [
      outcome(
        container.plan.role === 'init' ? 'when it has run and exited with 0' : 'when it runs',
        say(wellWords(container, more), 'L-020'),
      ),
    ],
    unknown: unlessKnown(
      steps,
      say(
        `Which step it is at: a status shows no pull in progress${hook ? ' and no running postStart hook' : ''}. Events do: Pulling, Pulled, Created, Started`,
        'L-004 L-030 L-270',
      ),
    ),
    look: [podEvents(pod, 'how far its start is')],
  };
}

/** Events of a start, in its order (L-270). */
const START_STEPS: readonly string[] = ['Pulling', 'Pulled', 'Created', 'Started'];

const startSteps = (hook: boolean): string =>
  `a start is: pull the image, create, start${hook ? ', run the postStart hook to its end' : ''}`;

function wellWords(container: LiveContainer, more: string | null): string {
  const { plan } = container;
  if (more !== null) return plan.role === 'sidecar' ? `${more}, ${onceStarted(container)}` : more;
  return 'nothing else waits for it';
}

/** Regular containers, which one sync starts one after the other (L-016). */
export function waitForStarts(pod: LivePod, waiting: readonly LiveContainer[]): Situation {
  const [first] = waiting;
  const only = waiting.length === 1 && first !== undefined;
  const all = waiting.map(({ plan }) => plan.name);
  const hooks = waiting.some(({ plan }) => plan.postStart !== undefined);
  return {
    waitsFor: 'start',
    outlook: 'waits',
    about: waiting,
    headline: say(
      only ? `Waits for ${label(first)} to be started` : `Waits for containers ${names(all)} to be started`,
      'L-016',
    ),
    because: [
      ...waiting.flatMap((one) => evidence(pod, one, START_STEPS)),
      say(
        `Initialization is over. Regular containers are started in spec order, each one's pull${hooks ? ' and postStart hook' : ''} before the next`,
        'L-016',
      ),
    ],
    next: [outcome('when each has been started', say('the phase becomes Running', 'L-173'))],
    unknown: [
      say(
        `Which step ${only ? `the start of ${shortLabel(first)}` : 'they'} ${only ? 'is' : 'are'} at: a status shows no pull in progress${hooks ? ' and no running hook' : ''}. Events do`,
        'L-030 L-270',
      ),
    ],
    look: [podEvents(pod, 'how far the starts are')],
  };
}
