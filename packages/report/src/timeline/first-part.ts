import { duration } from './duration.ts';
import type { Lane } from './lanes.ts';
import type { Label, TimelineLayout } from './layout.ts';
import type { Place } from './steps.ts';

/** A timeline that may be cut, and what was left out of it in a sentence. */
export interface FirstPart {
  readonly layout: TimelineLayout;
  readonly leftOut?: string;
}

/** The first instants of a very long story: a picture of thousands shows nobody anything. */
export function firstPart(layout: TimelineLayout, most: number): FirstPart {
  const { instants, lanes, phase, ready, status } = layout;
  const more = instants.length - most;
  if (more <= 0) return { layout };
  const isIn = ({ instant }: Place): boolean => instant < most;
  const labels = (all: readonly Label[]): readonly Label[] => all.filter(({ from }) => isIn(from));
  const lane = (one: Lane): Lane => ({
    ...one,
    spans: one.spans.filter(({ from }) => isIn(from)),
    marks: one.marks.filter(({ at }) => isIn(at)),
  });
  const cut: TimelineLayout = {
    ...layout,
    instants: instants.slice(0, most),
    lanes: lanes.map(lane),
    phase: labels(phase),
    ready: labels(ready),
    status: labels(status),
    isOpen: true,
  };
  return { layout: cut, leftOut: leftOutWords(layout, most) };
}

function leftOutWords({ instants }: TimelineLayout, from: number): string {
  const at = (index: number): string => duration(instants.at(index)?.atSeconds ?? 0);
  return `Not drawn: ${instants.length - from} moments from ${at(from)} to ${at(-1)}. JSON has them all.`;
}
