import { computePodActions } from '../../lifecycle/kubelet/pod-actions.ts';
import { evidence, unlessKnown } from '../evidence.ts';
import { conditionOf, type LivePod } from '../live-pod.ts';
import { describeNode, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { label } from '../words.ts';

/** No sandbox: volumes, network, or the runtime. Lost, if containers have run before (L-023). */
export function withoutSandbox(pod: LivePod): Situation | null {
  const condition = conditionOf(pod, 'PodReadyToStartContainers');
  if (condition?.status !== 'False') return null;
  const ran = pod.containers.some(
    ({ newest, api }) => newest !== null || api?.lastState?.terminated !== undefined,
  );
  const running = pod.containers.some(({ newest }) => newest?.state === 'running');
  if (running) return null;
  const since = readMoment(condition.lastTransitionTime);
  return ran ? lost(pod, since) : notMade(pod, since);
}

/** Reasons of Events that say why there is no sandbox. */
const SANDBOX_TROUBLES: readonly string[] = [
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedCreatePodSandBox',
  'NetworkNotReady',
];

function notMade(pod: LivePod, since: number | null): Situation {
  const troubles = evidence(pod, null, SANDBOX_TROUBLES);
  const atOnce = pod.kubelet.on.sandboxReadyPublishedAtOnce;
  const first = pod.containers[0];
  return {
    waitsFor: 'sandbox',
    outlook: 'waits',
    about: [],
    headline: say(
      atOnce
        ? 'Waits for its sandbox: volumes, network and the Pod container are not ready'
        : 'Waits for its sandbox, or for its first container: nothing of it has been started yet',
      'L-178',
      since,
    ),
    because: [
      ...troubles,
      say(
        'Before the sandbox the kubelet mounts volumes, ConfigMaps and Secrets included, and has the network set up',
        '',
      ),
      ...(atOnce || first === undefined
        ? []
        : [
            say(
              `A kubelet before 1.36 says so late: condition PodReadyToStartContainers turns True only with the next status, so ${label(first)} may be at its pull already`,
              'L-178',
            ),
          ]),
    ],
    next: [
      outcome(
        'when it stands',
        say(
          first === undefined ? 'the containers are started' : `the kubelet starts ${label(first)}`,
          'L-001',
        ),
      ),
    ],
    unknown: unlessKnown(
      troubles,
      say(
        'Which of them it waits for: a status does not say. Events do: FailedMount, FailedAttachVolume, FailedCreatePodSandBox',
        '',
      ),
    ),
    look: [podEvents(pod, 'what does not get ready'), ...describeNode(pod, 'conditions of the node')],
  };
}

function lost(pod: LivePod, since: number | null): Situation | null {
  const { plan, containers, kubelet } = pod;
  const actions = computePodActions(
    { plan, containers, sandboxReady: false, sandboxAttempt: 1, restartingAll: false },
    kubelet,
  );
  if (!actions.createSandbox) return null;
  const first = containers[actions.initStarts[0] ?? actions.regularStarts[0] ?? 0];
  return {
    waitsFor: 'sandbox',
    outlook: 'waits',
    about: [],
    headline: say(
      'Waits for a new sandbox: the one it had is gone, and all its containers with it',
      'L-023',
      since,
    ),
    because: [
      say(
        'A lost sandbox (node restart, runtime, network) takes every container along, sidecars too',
        'L-023',
      ),
    ],
    next: [
      outcome(
        'when it stands',
        say(
          `the Pod begins again from ${first === undefined ? 'its first container' : label(first)}: init containers and sidecars all run once more`,
          'L-023 L-029',
        ),
        first === undefined ? [] : [first],
      ),
    ],
    unknown: [say('Why it was lost: the node knows', '')],
    look: [
      podEvents(pod, 'SandboxChanged, FailedCreatePodSandBox'),
      ...describeNode(pod, 'whether the node was restarted'),
    ],
  };
}
