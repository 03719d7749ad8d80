import type { Outcome, Statement } from '../explanation.ts';
import { isDown, isSettledEnd, isUnready, isUnstarted } from '../health.ts';
import { conditionOf, isTrue, type LiveContainer, type LivePod } from '../live-pod.ts';
import { logs } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { waitForGates, waitForNode } from '../waits/conditions.ts';
import { waitFor } from '../waits/of-container.ts';
import { waitForReadiness } from '../waits/readiness.ts';
import { waitForStarts } from '../waits/start.ts';
import { count, label, names } from '../words.ts';

/** Initialization is over: what is wrong with the containers, worst first; with none, whether the Pod is Ready. */
export function running(pod: LivePod): Situation {
  const [first, ...others] = troublesOf(pod);
  if (first === undefined) return waitForGates(pod) ?? waitForNode(pod) ?? working(pod);
  const known = new Set(first.about);
  const also = others.filter(({ about }) => about.some((one) => !known.has(one)));
  return { ...first, because: [...first.because, ...also.map(({ headline }) => alsoWords(headline))] };
}

const alsoWords = ({ says, ...rest }: Statement): Statement => ({
  ...rest,
  says: `Besides: ${says.charAt(0).toLowerCase()}${says.slice(1)}`,
});

function troublesOf(pod: LivePod): readonly Situation[] {
  const regular = pod.containers.filter(({ plan }) => plan.role === 'regular');
  const sidecars = pod.containers.filter(({ plan }) => plan.role === 'sidecar');
  const down = regular.filter((one) => isDown(pod, one));
  const waiting = down.filter(({ newest, failedStart }) => newest === null && failedStart === null);
  const failing = down.filter((one) => !waiting.includes(one));
  return [
    ...failing.map((one) => waitFor(pod, one)),
    ...(waiting.length > 0 ? [waitForStarts(pod, waiting)] : []),
    ...sidecars.filter((one) => isDown(pod, one)).map((one) => sidecarDown(pod, one)),
    ...[...regular, ...sidecars].filter(isUnstarted).map((one) => waitFor(pod, one)),
    ...unready(pod),
  ];
}

function unready(pod: LivePod): readonly Situation[] {
  const found = pod.containers.filter(isUnready);
  return found.length === 0 ? [] : [waitForReadiness(pod, found)];
}

/** L-032, L-095, L-174: a sidecar that crashes takes nothing else along, but the Pod is not Ready without it. */
function sidecarDown(pod: LivePod, sidecar: LiveContainer): Situation {
  const wait = waitFor(pod, sidecar);
  return {
    ...wait,
    because: [
      ...wait.because,
      say(
        'The other containers run on; the Pod is not Ready while a sidecar is down, and its phase stays as it is',
        'L-032 L-095 L-174',
      ),
    ],
  };
}

/** Nothing is wrong. A Pod that ends by itself has work to do until then. */
function working(pod: LivePod): Situation {
  const regular = pod.containers.filter(({ plan }) => plan.role === 'regular');
  const ended = regular.filter((one) => isSettledEnd(pod, one));
  const busy = regular.filter(({ newest }) => newest?.state === 'running');
  if (ended.length > 0) return halfDone(pod, ended, busy);
  if (!isTrue(pod, 'Ready')) return statusLags(pod);
  const ends = pod.plan.restartPolicy !== 'Always';
  return {
    waitsFor: 'nothing',
    outlook: 'settled',
    about: [],
    headline: settledWords(pod),
    because: [],
    next: ends ? [whenDone(pod, busy)] : [],
    unknown: [],
    look: [],
  };
}

/** Containers say one thing and conditions another: they are written one after the other. */
const statusLags = (pod: LivePod): Situation => ({
  waitsFor: 'kubelet',
  outlook: 'waits',
  about: [],
  headline: say(
    'All its containers run and are ready, and the condition Ready is not True yet',
    'L-176',
    readMoment(conditionOf(pod, 'Ready')?.lastTransitionTime),
  ),
  because: [say('The kubelet writes both into one status, so this passes within seconds', 'L-176')],
  next: [outcome('when the next status comes', say('the Pod is Ready', 'L-176'))],
  unknown: [],
  look: [],
});

/** Ten minutes after a restart the kubelet takes a crash for the first again (L-053); until then it is worth a word. */
const RECENT_MS = 600_000;

function settledWords(pod: LivePod): Statement {
  const restarted = pod.containers
    .map((container) => ({ container, at: readMoment(container.api?.state?.running?.startedAt) ?? 0 }))
    .filter(({ container, at }) => (container.api?.restartCount ?? 0) > 0 && at > 0)
    .toSorted((a, b) => b.at - a.at);
  const [newest] = restarted;
  if (newest === undefined || (pod.now !== null && pod.now - newest.at > RECENT_MS)) {
    return say('Runs, and is Ready: it waits for nothing', 'L-176');
  }
  const times = count(newest.container.api?.restartCount ?? 0, 'time');
  return say(
    `Runs, and is Ready, now: ${label(newest.container)} was started again ${times}, and runs`,
    'L-053 L-176',
    newest.at,
  );
}

/** What follows when the last regular containers are done for good. */
const whenDone = ({ plan: { hasSidecar } }: LivePod, busy: readonly LiveContainer[]): Outcome =>
  outcome(
    `when ${names(busy.map(({ plan }) => plan.name))} ${busy.length === 1 ? 'has' : 'have'} exited`,
    say(
      hasSidecar ? 'the kubelet stops the sidecars, in reverse order, and the Pod ends' : 'the Pod ends',
      'L-026 L-139',
    ),
  );

/** Some regular containers are done for good, others run: the Pod goes on, and is not Ready (L-176). */
function halfDone(pod: LivePod, ended: readonly LiveContainer[], busy: readonly LiveContainer[]): Situation {
  const [only] = busy;
  const rest = names(busy.map(({ plan }) => plan.name));
  return {
    waitsFor: 'completion',
    outlook: 'waits',
    about: busy,
    headline: say(
      `Waits for ${busy.length === 1 && only !== undefined ? label(only) : `containers ${rest}`} to exit: ${names(ended.map(({ plan }) => plan.name))} ${ended.length === 1 ? 'is' : 'are'} done`,
      'L-026',
    ),
    because: [
      say('A Pod ends when all its regular containers have; until then it is not Ready', 'L-026 L-176'),
      say(
        `If ${rest} ${busy.length === 1 ? 'is a helper that never exits' : 'are helpers that never exit'}, the Pod never ends. As a sidecar (initContainers, restartPolicy: Always) a helper would be stopped now`,
        'L-026 L-139',
      ),
    ],
    next: [whenDone(pod, busy)],
    unknown: [],
    look: busy.slice(0, 3).map((container) => logs(pod, container)),
  };
}
