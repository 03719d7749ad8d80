import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { TimelineEvent } from '../timeline.ts';
import type { Citation } from './citation.ts';
import { situationOf } from './situation-of.ts';
import { SITUATIONS, type Situation } from './situations.ts';
import { goOn, newStory } from './story.ts';

/** Why the events of a timeline happen, each by the numbered fact that makes it so. */
export type Citations = ReadonlyMap<TimelineEvent, Citation>;

/** Reads a timeline of the kubelet of a release as its story; events about which there is nothing to say are left out. */
export function citationsOf(
  spec: PodSpec,
  timeline: readonly TimelineEvent[],
  kubelet: Pick<Release, 'on'>,
): Citations {
  const story = newStory(spec, kubelet);
  const situations = timeline.map((event) => {
    const situation = situationOf(event, story);
    goOn(story, event);
    return [event, situation] as const;
  });
  const citations = new Map<TimelineEvent, Citation>();
  for (const [event, situation] of withoutOrder(situations)) {
    if (situation !== undefined) citations.set(event, SITUATIONS[situation]);
  }
  return citations;
}

type Told = readonly [event: TimelineEvent, situation: Situation | undefined];

/** L-129: sidecars whose wait ends together have no order any more; one whose hook is cut off did not wait. */
function withoutOrder(told: readonly Told[]): readonly Told[] {
  const cutOff = new Set(told.flatMap(([event]) => (isCutOff(event) ? [event.container] : [])));
  const late = told.flatMap(([event, situation]) =>
    situation === 'sidecarOutOfTime' && event.event === 'SignalSent' && !cutOff.has(event.container)
      ? [event]
      : [],
  );
  const together = new Set<TimelineEvent>(
    late.filter((one) => late.some((other) => other !== one && other.atSeconds === one.atSeconds)),
  );
  return told.map(([event, situation]) => [event, together.has(event) ? 'sidecarsOutOfTime' : situation]);
}

const isCutOff = (event: TimelineEvent): event is Extract<TimelineEvent, { event: 'PreStopFinished' }> =>
  event.event === 'PreStopFinished' && event.outcome === 'cutOff';
