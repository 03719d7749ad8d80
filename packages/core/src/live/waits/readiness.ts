import { evidence, unlessKnown } from '../evidence.ts';
import { conditionOf, type LiveContainer, type LivePod } from '../live-pod.ts';
import { logs, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { count, label, names } from '../words.ts';

/** Everything runs; the Pod is not Ready because of these containers (L-176). */
export function waitForReadiness(pod: LivePod, unready: readonly LiveContainer[]): Situation {
  const [first] = unready;
  const all = names(unready.map(({ plan }) => plan.name));
  const sidecars = unready.filter(({ plan }) => plan.role === 'sidecar');
  const answers = unready.flatMap((one) => evidence(pod, one, ['Unhealthy'], 'Readiness probe'));
  return {
    waitsFor: 'readiness',
    outlook: 'waits',
    about: unready,
    headline: say(
      unready.length === 1 && first !== undefined
        ? `Waits for ${label(first)} to be ready: ${probeWords(first)}; the Pod is not Ready`
        : `Waits for ${all} to be ready: they run, and their readinessProbes do not succeed; the Pod is not Ready`,
      'L-094 L-176',
      readMoment(conditionOf(pod, 'Ready')?.lastTransitionTime),
    ),
    because: [
      ...answers,
      say('All containers have started; the Pod is not Ready, so Services send it no traffic', 'L-176'),
      ...(sidecars.length > 0
        ? [say('A sidecar counts for readiness like a regular container', 'L-095')]
        : []),
      ...unready.flatMap(probeStatement),
    ],
    next: [
      outcome('if the probes succeed', say('the Pod becomes Ready', 'L-094 L-176')),
      outcome(
        'if they do not',
        say('nothing is restarted for it: a readinessProbe only keeps traffic away', 'L-092'),
      ),
    ],
    unknown: unlessKnown(answers, say('What the probe answers: Events (Unhealthy) tell', 'L-262')),
    look: [
      podEvents(pod, 'failed attempts, with what the probe answered'),
      ...unready.slice(0, 2).map((one) => logs(pod, one)),
    ],
  };
}

const probeWords = ({ plan }: LiveContainer): string =>
  plan.probes.some(({ type }) => type === 'readiness')
    ? 'it runs, and its readinessProbe does not succeed'
    : 'it runs, and has no readinessProbe, so the status lags behind';

const probeStatement = ({ plan }: LiveContainer): Situation['because'] =>
  plan.probes
    .filter(({ type }) => type === 'readiness')
    .map(({ periodSeconds, successThreshold, failureThreshold }) =>
      say(
        `"${plan.name}" is probed every ${periodSeconds} s: ${successThreshold === 1 ? '1 success makes' : `${successThreshold} successes in a row make`} it ready, ${count(failureThreshold, 'failure')} in a row unready`,
        'L-081 L-085',
      ),
    );
