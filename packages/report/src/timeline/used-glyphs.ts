import { MARKS, STATES } from './glyphs.ts';
import type { LaneState, MarkKind } from './lanes.ts';
import type { TimelineLayout } from './layout.ts';

/** What occurs in a picture and so has to be explained; a container that has exited leaves a blank. */
export interface UsedGlyphs {
  readonly states: readonly LaneState[];
  readonly marks: readonly MarkKind[];
}

/** In the order of a life. */
export function usedGlyphs({ lanes }: TimelineLayout): UsedGlyphs {
  const states = new Set(lanes.flatMap(({ spans }) => spans.map(({ state }) => state)));
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({ kind }) => kind)));
  return {
    states: (Object.keys(STATES) as LaneState[]).filter((state) => states.has(state) && state !== 'exited'),
    marks: (Object.keys(MARKS) as MarkKind[]).filter((kind) => marks.has(kind)),
  };
}
