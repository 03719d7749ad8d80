import { type Analysis, type AnalysisDiff, analyze, applyConfig, diffAnalyses } from '@outrider/core';
import type { Project } from './project/project.ts';
import type { Side, Sides } from './sides/side.ts';

export interface Comparison {
  readonly headAnalysis: Analysis;
  readonly diff: AnalysisDiff;
}

/** Reads and compares both sides. A base that is not there is nothing to compare against. */
export function compare({ base, head }: Sides, project: Project): Comparison {
  const { config, baseline, release, options } = project;
  const analysisOf = (side: Side | null): Analysis => {
    const analysis = analyze(side?.files ?? [], release, options);
    const whole = { ...analysis, unreadable: [...analysis.unreadable, ...(side?.tooLarge ?? [])] };
    const { today } = options;
    return applyConfig(whole, config, { baseline, ...(today !== undefined && { today }) });
  };
  const headAnalysis = analysisOf(head);
  return { headAnalysis, diff: diffAnalyses(analysisOf(base), headAnalysis) };
}
