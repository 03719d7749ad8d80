import type { TimelineEvent } from '@outrider/core';

/**
 * A place on the time axis. Many things can happen at one instant, cause before effect; each instant has as many
 * steps as are needed to tell them apart.
 */
export interface Place {
  /** Index into the instants. */
  readonly instant: number;
  readonly step: number;
}

export interface Instant {
  readonly atSeconds: number;
  readonly steps: number;
}

export interface PlacedEvent {
  readonly event: TimelineEvent;
  readonly place: Place;
}

export interface PlacedTimeline {
  readonly instants: readonly Instant[];
  readonly events: readonly PlacedEvent[];
}

/** What is drawn on the lane of a container and so needs a step of its own there. */
type Drawn = Extract<TimelineEvent, { container: string }>;

const isDrawn = (event: TimelineEvent): event is Drawn =>
  'container' in event && event.container !== undefined && event.event !== 'KubernetesEvent';

/** Gives each event of a timeline its place. Times need not be unique, but in order. */
export function placeEvents(timeline: readonly TimelineEvent[]): PlacedTimeline {
  const instants: { atSeconds: number; steps: number }[] = [];
  const events: PlacedEvent[] = [];
  let lanes = new Set<string>();
  let kind = '';
  for (const event of timeline) {
    let last = instants.at(-1);
    if (last === undefined || last.atSeconds !== event.atSeconds) {
      last = { atSeconds: event.atSeconds, steps: 1 };
      instants.push(last);
      lanes = new Set();
    }
    if (isDrawn(event)) {
      if (lanes.size > 0 && needsStep(event, lanes, kind)) {
        last.steps += 1;
        lanes = new Set();
      }
      lanes.add(event.container);
      kind = event.event;
    }
    events.push({ event, place: { instant: instants.length - 1, step: last.steps - 1 } });
  }
  return { instants, events };
}

/** Only the same thing happening to other containers shares a step; starts never do, they are one after another. */
const needsStep = (event: Drawn, lanes: ReadonlySet<string>, kind: string): boolean =>
  lanes.has(event.container) || event.event !== kind || event.event === 'Started';
