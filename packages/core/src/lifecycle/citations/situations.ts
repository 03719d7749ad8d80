import type { Citation } from './citation.ts';
import { ENDS, type EndSituation } from './situations/ends.ts';
import { PROBES, type ProbeSituation } from './situations/probes.ts';
import { RESTARTS, type RestartSituation } from './situations/restarts.ts';
import { STARTS, type StartSituation } from './situations/starts.ts';
import { STOPS, type StopSituation } from './situations/stops.ts';

/** What an event can mean, by what happened before it. */
export type Situation = StartSituation | RestartSituation | ProbeSituation | StopSituation | EndSituation;

/** What the facts say of each. */
export const SITUATIONS: Readonly<Record<Situation, Citation>> = {
  ...STARTS,
  ...RESTARTS,
  ...PROBES,
  ...STOPS,
  ...ENDS,
};
