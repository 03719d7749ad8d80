import { asksForRestartOfAll } from '../../lifecycle/kubelet/restart-decision.ts';
import { exitWords } from '../exit-words.ts';
import { conditionOf, isTrue, type LivePod } from '../live-pod.ts';
import { describeNode, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { capital, label } from '../words.ts';

/** It has a node, and the kubelet there has not said anything of its containers. */
export function unseenByKubelet(pod: LivePod): Situation | null {
  if (pod.containers.some(({ api }) => api !== undefined)) return null;
  const node = pod.spec.nodeName ?? '';
  return {
    waitsFor: 'kubelet',
    outlook: 'waits',
    about: [],
    headline: say(
      `Waits for the kubelet of node "${node}", which has not reported on it yet`,
      '',
      readMoment(conditionOf(pod, 'PodScheduled')?.lastTransitionTime),
    ),
    because: [say('It is bound to that node; a kubelet that is well reports within seconds', '')],
    next: [outcome('when it does', say('it makes the sandbox and starts the first container', 'L-001'))],
    unknown: [say('Whether that kubelet runs: the node object says when it was last heard from', '')],
    look: describeNode(pod, 'whether its kubelet is heard from (Ready condition)'),
  };
}

/** RestartAllContainers is under way (L-066). */
export function restartingAll(pod: LivePod): Situation | null {
  if (!isTrue(pod, 'AllContainersRestarting')) return null;
  const asking = pod.containers.filter((container) => asksForRestartOfAll(container, pod.kubelet));
  const running = pod.containers.filter(({ newest }) => newest?.state === 'running');
  return {
    waitsFor: 'restartOfAll',
    outlook: 'waits',
    about: running,
    headline: say(
      'All its containers are being stopped to start over: an exit code asked for RestartAllContainers',
      'L-066',
    ),
    because: [
      ...asking.map((container) =>
        say(
          `${capital(label(container))} ${exitWords(container.newest?.exitCode ?? 0, '')}, and its restartPolicyRules answer that with RestartAllContainers`,
          'L-062 L-066',
        ),
      ),
      say(
        'No preStop hooks, no order of sidecars: SIGTERM, 2 s, SIGKILL, one container after the other',
        'L-066',
      ),
      say('Sandbox, IP and volumes stay', 'L-066'),
    ],
    next: [
      outcome(
        'when all are removed',
        say('the Pod begins again from its first container, without back-off', 'L-066 L-067'),
      ),
    ],
    unknown: [],
    look: [podEvents(pod, 'Killing, with the message "killing"')],
  };
}
