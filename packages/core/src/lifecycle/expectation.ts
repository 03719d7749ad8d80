import type { Run } from './timeline.ts';
import { printDuration } from './world/duration.ts';
import type { Expectation } from './world/scenario.ts';

/** What `spec.expect` of a scenario asks for and the run did not bring, one sentence each; on a node its latest counts. */
export function unmetExpectations(expect: Expectation, { pod, latest }: Run): readonly string[] {
  const { readyAtSeconds, finishedAtSeconds } = latest ?? pod;
  return [
    ...(expect.phase === undefined || expect.phase === pod.phase
      ? []
      : [`Expected phase ${expect.phase}, but it is ${pod.phase}`]),
    ...late('ready', expect.readyWithin, readyAtSeconds),
    ...late('finished', expect.finishedWithin, finishedAtSeconds),
  ];
}

function late(word: string, within: number | undefined, atSeconds: number | null): readonly string[] {
  if (within === undefined || (atSeconds !== null && atSeconds * 1000 <= within)) return [];
  const instead = atSeconds === null ? 'it never is' : `it is after ${printDuration(atSeconds * 1000)}`;
  return [`Expected the Pod to be ${word} within ${printDuration(within)}, but ${instead}`];
}
