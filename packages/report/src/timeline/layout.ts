import { citationsOf, type TimelineEvent } from '@outrider/core';
import type { Simulation } from '../simulate.ts';
import { type Happening, happeningsOf } from './happenings.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { type Instant, type Place, type PlacedEvent, placeEvents } from './steps.ts';

/** A text that holds from a place on. */
export interface Label {
  readonly from: Place;
  readonly text: string;
}

/** A run as a picture, before anybody decides about characters or pixels: every timeline report draws this. */
export interface TimelineLayout {
  readonly instants: readonly Instant[];
  /** In the order of the spec. */
  readonly lanes: readonly Lane[];
  readonly phase: readonly Label[];
  readonly ready: readonly Label[];
  readonly status: readonly Label[];
  /** The same in words. */
  readonly happenings: readonly Happening[];
  /** Whether the Pod was still there when the run ended: lanes go on. */
  readonly isOpen: boolean;
}

export function layoutTimeline({
  pod,
  run,
  kubelet,
}: Pick<Simulation, 'pod' | 'run' | 'kubelet'>): TimelineLayout {
  const citations = citationsOf(pod.spec, run.timeline, kubelet);
  const { instants, events } = placeEvents(run.timeline.filter(isShown));
  return {
    instants,
    lanes: lanesOf(pod.spec, events, citations),
    phase: labelsOf(events, ({ phase }) => phase),
    ready: labelsOf(events, ({ ready }) => ready),
    status: labelsOf(events, ({ status }) => status),
    happenings: happeningsOf(run, citations),
    isOpen: !run.timeline.some(({ event }) => event === 'PodFinished'),
  };
}

/** Of Kubernetes' events only a back-off changes the picture; all of them stand in the list. */
const isShown = (event: TimelineEvent): boolean =>
  event.event !== 'KubernetesEvent' || event.reason === 'BackOff';

interface Published {
  readonly phase: string;
  readonly ready: string;
  readonly status: string;
}

/** What the Pod's status says, each time it changed; of several changes in one instant, the last. */
function labelsOf(events: readonly PlacedEvent[], textOf: (status: Published) => string): readonly Label[] {
  const labels: Label[] = [];
  for (const { event, place } of events) {
    if (event.event !== 'PodStatus' && event.event !== 'PodFinished') continue;
    const from = { instant: place.instant, step: 0 };
    if (labels.at(-1)?.from.instant === from.instant) labels.pop();
    const text = textOf(event);
    if (labels.at(-1)?.text !== text) labels.push({ from, text });
  }
  return labels;
}
