import type { ContainerStatus as ApiStatus, ContainerStateTerminated } from '../kubernetes/api-types.gen.ts';
import { refusalOf } from './back-off-words.ts';
import { exitWords } from './exit-words.ts';
import type { ContainerExplanation, Ending } from './explanation.ts';
import { isSettledEnd, isUnready, isUnstarted } from './health.ts';
import { waitingReason } from './instances.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';
import { durationText, validMoment } from './moments.ts';
import type { Situation } from './situation.ts';

/** Every container in spec order, then the ephemeral ones: its state, and what that means. */
export function containerExplanations(
  pod: LivePod,
  { about, waves }: Pick<Situation, 'about' | 'waves'>,
): readonly ContainerExplanation[] {
  const containers = pod.containers.map((container) => {
    const { plan, path, api } = container;
    return {
      ...stateOf(api),
      name: plan.name,
      path,
      role: plan.apiRole,
      blocks: about.includes(container),
      says: meaning(pod, container, waves !== undefined),
    };
  });
  return [...containers, ...ephemeralContainers(pod)];
}

/** They take no part in any order, and nobody waits for them (L-017). */
const ephemeralContainers = ({ spec, status }: LivePod): readonly ContainerExplanation[] =>
  (spec.ephemeralContainers ?? []).map(({ name = '' }, index) => {
    const state = stateOf(status.ephemeralContainerStatuses?.find((one) => one.name === name));
    return {
      ...state,
      name,
      path: `ephemeralContainers[${index}]`,
      role: 'ephemeral',
      blocks: false,
      says: 'for debugging: nothing waits for it',
    };
  });

type State = Pick<
  ContainerExplanation,
  'state' | 'reason' | 'exitCode' | 'since' | 'started' | 'ready' | 'restartCount' | 'last'
>;

function stateOf(api: ApiStatus | undefined): State {
  const { running, terminated, waiting } = api?.state ?? {};
  const last = api?.lastState?.terminated;
  return {
    state: running ? 'running' : terminated ? 'terminated' : api === undefined ? 'absent' : 'waiting',
    reason: (terminated?.reason ?? waiting?.reason) || null,
    exitCode: terminated ? (terminated.exitCode ?? 0) : null,
    since: validMoment(
      running?.startedAt ??
        terminated?.finishedAt ??
        (waitingReason(api) === null ? undefined : last?.finishedAt),
    ),
    started: api?.started ?? false,
    ready: api?.ready ?? false,
    restartCount: api?.restartCount ?? 0,
    last: last === undefined ? null : endingOf(last),
  };
}

const endingOf = ({ exitCode = 0, reason = '', finishedAt }: ContainerStateTerminated): Ending => ({
  exitCode,
  reason,
  finishedAt: validMoment(finishedAt),
});

/** While a Pod is stopped its states are not refreshed (L-147, L-030). */
function meaning(pod: LivePod, container: LiveContainer, isStopping: boolean): string {
  const { newest, failedStart, api } = container;
  if (failedStart !== null) return failedStartWords(container, failedStart);
  if (newest === null) {
    const last = api?.lastState?.terminated;
    return last === undefined
      ? 'not started yet'
      : `not started again yet; before, it ${exitWords(last.exitCode ?? 0, last.reason ?? '')}`;
  }
  if (newest.state !== 'running') return endWords(pod, container, exitWords(newest.exitCode, newest.reason));
  return `${isStopping ? 'ran when last seen' : runningWords(container)}${beforeWords(container)}`;
}

function runningWords(container: LiveContainer): string {
  if (isUnstarted(container)) return 'runs; its startupProbe has not succeeded yet';
  if (isUnready(container)) return 'runs and has started; not ready';
  return container.plan.role === 'init' ? 'runs; has to exit with 0' : 'runs, ready';
}

/** How the instance before this one ended. */
function beforeWords({ api }: LiveContainer): string {
  const last = api?.lastState?.terminated;
  return last === undefined ? '' : `; the one before ${exitWords(last.exitCode ?? 0, last.reason ?? '')}`;
}

/** `exited with 1; back-off of 40s`. */
function failedStartWords(container: LiveContainer, reason: string): string {
  const { newest } = container;
  const refusal = refusalOf(container);
  const end = newest === null ? '' : `${exitWords(newest.exitCode, newest.reason)}; `;
  return refusal === null ? `${end}${reason}` : `${end}back-off of ${durationText(refusal.waitMs)}`;
}

function endWords(pod: LivePod, container: LiveContainer, exit: string): string {
  const { newest, plan } = container;
  const fine = newest?.exitCode === 0 && newest.reason !== 'OOMKilled';
  if (plan.role === 'init' && fine) return 'done: exited with 0';
  const over =
    pod.phase === 'Succeeded' || pod.phase === 'Failed' || pod.metadata.deletionTimestamp !== undefined;
  if (over || isSettledEnd(pod, container)) return fine ? `done: ${exit}` : exit;
  return `${exit}; to be started again`;
}
