import type { LiveContainer, LivePod } from '../live-pod.ts';
import { describePod, getKinds, podEvents } from '../look-further.ts';
import { future, startedUp } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { label } from '../words.ts';
import { kubeletSays } from './kubelet-says.ts';
import { onceStarted, startWords } from './start-words.ts';

/** The container could not be made or started, for a reason that is not the image (L-015). */
export function waitForConfiguration(pod: LivePod, container: LiveContainer, reason: string): Situation {
  const after = future(pod, container, startedUp(container));
  const more = startWords(after);
  const { name } = container.plan;
  return {
    waitsFor: 'configuration',
    outlook: 'stuck',
    about: [container],
    headline: say(`Cannot start ${label(container)}: ${reason}`, 'L-015'),
    because: [...kubeletSays(container), ...about(reason)],
    next: [
      outcome(
        'if that is mended',
        say(
          `the kubelet starts "${name}"${more === null ? '' : `; ${onceStarted(container)}, ${more}`}`,
          'L-007 L-015',
        ),
        [container],
      ),
      outcome('if not', say('it tries again every 10 to 15 seconds; the Pod need not be made anew', 'L-015')),
    ],
    unknown: [],
    look: [
      podEvents(pod, 'each attempt'),
      reason === 'CreateContainerConfigError'
        ? getKinds(pod, 'configmaps,secrets', 'what there is to refer to')
        : describePod(pod, 'the container as the node was asked for it'),
    ],
  };
}

function about(reason: string): Situation['because'] {
  switch (reason) {
    case 'CreateContainerConfigError':
      return [
        say(
          'Something that its spec refers to is not there or does not fit: a ConfigMap, a Secret, a key of one, a user',
          'L-015',
        ),
      ];
    case 'CreateContainerError':
      return [say('The container runtime refused to create it', 'L-015')];
    case 'RunContainerError':
      return [
        say('The runtime created it and could not start its process: command, mounts, permissions', 'L-015'),
      ];
    default:
      return [];
  }
}
