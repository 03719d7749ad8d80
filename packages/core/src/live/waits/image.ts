import { evidence } from '../evidence.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { describeNode, podEvents } from '../look-further.ts';
import { future, startedUp } from '../next-starts.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { label } from '../words.ts';
import { kubeletSays } from './kubelet-says.ts';
import { onceStarted, startWords } from './start-words.ts';

/** L-014 */
export const IMAGE_REASONS: readonly string[] = [
  'ErrImagePull',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
];

/** No image, no start: tried again for ever. */
export function waitForImage(pod: LivePod, container: LiveContainer, reason: string): Situation {
  const { plan } = container;
  const after = future(pod, container, startedUp(container));
  const more = startWords(after);
  const gate = more === null ? '' : `; ${onceStarted(container)}, ${more}`;
  return {
    waitsFor: 'image',
    outlook: 'stuck',
    about: [container],
    headline: say(`Waits for the image of ${label(container)}: ${reason}`, 'L-014'),
    because: [
      say(`Its image is "${plan.image}"`, ''),
      ...kubeletSays(container),
      ...evidence(pod, container, ['Failed'], 'Failed to pull image'),
      ...about(container, reason),
    ],
    next: [
      outcome(
        'if the image can be had',
        say(`the kubelet starts "${plan.name}" at its next attempt${gate}`, 'L-007 L-014'),
        [container],
      ),
      outcome(
        'if not',
        say(
          'it goes on trying: 10 s after a failed pull, doubling to 5 minutes, for ever; that alone never fails the Pod',
          'L-014',
        ),
      ),
    ],
    unknown: [],
    look: [
      podEvents(pod, "the registry's answer (Failed to pull image …)"),
      ...(reason === 'ErrImageNeverPull' ? describeNode(pod, 'which images the node has') : []),
    ],
  };
}

function about({ plan }: LiveContainer, reason: string): Situation['because'] {
  switch (reason) {
    case 'InvalidImageName':
      return [
        say('The name cannot be read as an image, so no attempt can succeed until it is changed', 'L-014'),
      ];
    case 'ErrImageNeverPull':
      return [
        say(`imagePullPolicy is ${plan.imagePullPolicy}, and the node does not have the image`, 'L-014'),
      ];
    case 'ImagePullBackOff':
      return [
        say('The last pull failed; this is the wait before the next, counted from that failure', 'L-014'),
      ];
    default:
      return [];
  }
}
