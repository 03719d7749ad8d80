import type { Columns } from '../lifecycle/kubelet/kubectl-columns.ts';
import type { Statement } from './explanation.ts';
import { conditionOf, isTrue, type LivePod } from './live-pod.ts';
import { say } from './situation.ts';

/** What is worth knowing besides what the Pod waits for. */
export const notesOf = (pod: LivePod, columns: Columns): readonly Statement[] => [
  ...kubectlNotes(pod, columns),
  ...resizeNotes(pod),
  ...pod.passedOver.map((path) => say(`${path} is of a wrong type and was passed over`, '')),
];

/** Where kubectl's line is easily misread (L-195, L-196). */
function kubectlNotes(pod: LivePod, { status, ready }: Columns): readonly Statement[] {
  const { containers, plan, phase } = pod;
  const truly = containers.filter(({ shown, plan: one }) => one.apiRole !== 'init' && shown.ready).length;
  const initialized =
    !isTrue(pod, 'AllContainersRestarting') &&
    phase === 'Running' &&
    status.startsWith('Init:') &&
    plan.hasSidecar;
  return [
    ...(initialized
      ? [
          say(
            `kubectl's STATUS "${status}" is of a sidecar: initialization was over before, and is not undone`,
            'L-195',
          ),
        ]
      : []),
    ...(truly > ready
      ? [
          say(
            `kubectl's READY counts ${ready} where ${truly} are ready: it stops counting at the first sidecar that is not started`,
            'L-196',
          ),
        ]
      : []),
  ];
}

/** In-place resize: what was asked for and is not done. */
function resizeNotes(pod: LivePod): readonly Statement[] {
  const { resize = '' } = pod.status;
  const pending = conditionOf(pod, 'PodResizePending');
  const running = conditionOf(pod, 'PodResizeInProgress');
  return [
    ...(isTrue(pod, 'PodResizePending')
      ? [say(`A resize is pending: ${detail(pending?.reason, pending?.message)}`, 'R-031')]
      : []),
    ...(isTrue(pod, 'PodResizeInProgress')
      ? [
          say(
            `A resize is in progress${running?.message ? `: ${detail(running.reason, running.message)}` : ''}`,
            'R-031',
          ),
        ]
      : []),
    ...(resize === '' ? [] : [say(`A resize is ${resize}`, 'R-031')]),
  ];
}

const detail = (reason: string | undefined, message: string | undefined): string =>
  [reason, message].filter((text) => text).join(', ');
