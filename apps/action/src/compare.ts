import {
  type Analysis,
  type AnalysisDiff,
  analyze,
  diffAnalyses,
  NEWEST_KUBERNETES,
  releaseOf,
} from '@outrider/core';
import type { Inputs } from './inputs/diff-inputs.ts';
import type { Side, Sides } from './sides/side.ts';

export interface Comparison {
  readonly headAnalysis: Analysis;
  readonly diff: AnalysisDiff;
}

/** Reads and compares both sides. A base that is not there is nothing to compare against. */
export function compare({ base, head }: Sides, inputs: Inputs): Comparison {
  const release = releaseOf(inputs.kubernetesVersion ?? NEWEST_KUBERNETES);
  const analysisOf = (side: Side | null): Analysis => {
    const analysis = analyze(side?.files ?? [], release);
    return { ...analysis, unreadable: [...analysis.unreadable, ...(side?.tooLarge ?? [])] };
  };
  const headAnalysis = analysisOf(head);
  return { headAnalysis, diff: diffAnalyses(analysisOf(base), headAnalysis) };
}
