import type { ManifestObject, Unreadable } from '../manifest/manifest.ts';
import { storedKind } from '../store/kinds.ts';
import { podPlacesByShape } from '../workload/pod-places.ts';
import { explainPod } from './explain-pod.ts';
import type { PodExplanation } from './explanation.ts';
import { type LiveOptions, livePod } from './live-pod.ts';
import { isEvent, podEvents } from './pod-events.ts';

export interface PodExplanations {
  readonly pods: readonly PodExplanation[];
  /** Objects that cannot be explained, and what to do instead, in the form of a text that cannot be read. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * Explains every live Pod of an input. Events of the input are shown with the Pod they are about; other objects are
 * passed over, unless there is no Pod at all.
 */
export function explainPods(objects: readonly ManifestObject[], options: LiveOptions): PodExplanations {
  const pods = objects.filter(isPod);
  if (pods.length === 0) return { pods: [], unreadable: objects.filter((one) => !isEvent(one)).map(noPod) };
  const eventsOf = podEvents(objects.filter(isEvent));
  const explained: PodExplanation[] = [];
  const unreadable: Unreadable[] = [];
  for (const object of pods) {
    const pod = livePod(object, options, eventsOf(object));
    if (pod === null) unreadable.push(problem(object, NO_STATUS));
    else explained.push(explainPod(pod));
  }
  return { pods: explained, unreadable };
}

const isPod = ({ source: { apiVersion, kind } }: ManifestObject): boolean =>
  storedKind(apiVersion, kind) === 'Pod';

const NO_STATUS =
  'has no status.phase, so it is not a live Pod: give what "kubectl get pod NAME -o yaml" prints, or see "outrider simulate" for what a manifest will do';

/** A workload has Pods, and those can be explained. */
function noPod(object: ManifestObject): Unreadable {
  const { apiVersion, kind } = object.source;
  const hasTemplate = storedKind(apiVersion, kind) !== undefined || podPlacesByShape(object.value).length > 0;
  return problem(
    object,
    hasTemplate
      ? 'is not a Pod but makes Pods: give those ("kubectl get pods -l SELECTOR -o yaml"), or see "outrider simulate" for what they will do'
      : 'is not a Pod: give what "kubectl get pod NAME -o yaml" prints',
  );
}

function problem({ source }: ManifestObject, says: string): Unreadable {
  const { file, document, line, kind, name } = source;
  const what = kind === '' ? 'The document, which has no kind,' : `${kind} "${name}"`;
  return { file, document, line, column: 1, message: `${what} ${says}` };
}
