import { computeInitContainerActions } from '../../lifecycle/kubelet/init-actions.ts';
import { exitWords } from '../exit-words.ts';
import type { Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { describeNode, lastLogs, podEvents } from '../look-further.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { orderStatements, stopWaves } from '../stop-order.ts';
import { waitFor } from '../waits/of-container.ts';
import { capital, label, names } from '../words.ts';

/**
 * Init containers and sidecars come up one after the other (L-001): what was never started waits for its immediate
 * predecessor alone (L-005). The kubelet's own algorithm says which one that is (L-020).
 */
export function initializing(pod: LivePod): Situation | null {
  const { plan, containers, kubelet } = pod;
  const init = computeInitContainerActions(plan, containers, kubelet);
  if (init.initialized) return null;
  if (init.killPod) return failedForGood(pod);
  const begun = containers.findLastIndex(({ newest }, index) => index < plan.initCount && newest !== null);
  const frontier = containers[begun];
  const next = init.starts.includes(begun + 1) ? containers[begun + 1] : frontier;
  if (next === undefined) return null;
  const wait = waitFor(pod, next);
  return { ...wait, because: [...gateWords(pod, next), ...wait.because, ...othersDown(pod, next)] };
}

/** L-024: regular containers that have ended wait for the last sidecar, too. */
function gateWords({ containers, plan }: LivePod, blocker: LiveContainer): readonly Statement[] {
  const regular = containers.slice(plan.initCount);
  const ended = regular.filter(({ newest }) => newest?.state === 'exited');
  if (ended.length > 0) {
    return [
      say(
        `${names(ended.map((one) => one.plan.name))} ended while no regular container ran, and the last init container is a sidecar that is not up: until it is, no regular container is started again`,
        'L-024',
      ),
    ];
  }
  const behind = containers.filter((one) => one.plan.index > blocker.plan.index && one.newest === null);
  if (behind.length === 0) return [];
  return [
    say(`Behind it wait, not started yet: ${names(behind.map((one) => one.plan.name))}`, 'L-001 L-005'),
  ];
}

/** Earlier sidecars that are down hold nobody up (L-005, L-032), and are worth a word. */
const othersDown = ({ containers, plan }: LivePod, blocker: LiveContainer): readonly Statement[] =>
  containers.flatMap((one) => {
    const down = one.plan.role === 'sidecar' && one.plan.index < Math.min(plan.initCount, blocker.plan.index);
    if (!down || one.newest?.state === 'running') return [];
    return [say(`${capital(label(one))} is down as well; that holds up nobody but itself`, 'L-005 L-032')];
  });

/** Kubelets from 1.28 on write `started` for every init container (L-093); one that does not knows no sidecars. */
const isUnknownToKubelet = ({ api, plan }: LiveContainer): boolean =>
  plan.role === 'sidecar' && api?.state?.running !== undefined && api.started === undefined;

/** Nothing behind such a sidecar is ever started (L-233). */
export function takenForInit(pod: LivePod): Situation | null {
  const { plan, containers } = pod;
  if (containers.some(({ newest }, index) => index >= plan.initCount && newest !== null)) return null;
  const sidecar = containers.findLast(({ newest }, index) => index < plan.initCount && newest !== null);
  if (sidecar === undefined || !isUnknownToKubelet(sidecar)) return null;
  return {
    waitsFor: 'completion',
    outlook: 'stuck',
    about: [sidecar],
    headline: say(
      `Waits for ever: its kubelet takes ${label(sidecar)} for an init container, and waits for it to exit`,
      'L-233',
    ),
    because: [
      say(
        'Its status lacks the field "started", which every kubelet from 1.28 on writes for init containers: this one is older and does not know sidecars. Its probes do not run either',
        'L-093 L-233',
      ),
    ],
    next: [outcome('until it exits', say('nothing behind it is started', 'L-233'))],
    unknown: [],
    look: describeNode(pod, 'Kubelet Version, which has to be 1.29 or newer'),
  };
}

/** L-013, L-064 */
function failedForGood(pod: LivePod): Situation {
  const failed = pod.containers.find(
    ({ newest, plan }) =>
      plan.role === 'init' &&
      newest?.state === 'exited' &&
      (newest.exitCode !== 0 || newest.reason === 'OOMKilled'),
  );
  const running = pod.containers.filter(({ newest }) => newest?.state === 'running');
  const end = failed?.newest;
  return {
    waitsFor: 'stop',
    outlook: 'failed',
    about: running,
    waves: stopWaves(pod, running, pod.plan.graceSeconds),
    headline: say(
      failed === undefined || !end
        ? 'Fails: an init container failed and may not be started again'
        : `Fails: ${label(failed)} ${exitWords(end.exitCode, end.reason)}, and may not be started again`,
      'L-013 L-064',
      end?.finishedAt,
      'at',
    ),
    because: [
      ...(running.length > 0 ? orderStatements(pod, running, pod.plan.graceSeconds) : []),
      say('What was behind it is never started', 'L-013'),
    ],
    next: [outcome('when all have ended', say('the phase becomes Failed', 'L-013 L-144'))],
    unknown: [],
    look: [...(failed === undefined ? [] : [lastLogs(pod, failed)]), podEvents(pod, 'what led to it')],
  };
}
