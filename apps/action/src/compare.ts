import { type Analysis, type AnalysisDiff, analyze, diffAnalyses, releaseOf } from '@outrider/core';
import { isMissing, readSide, type Side } from './input/read-side.ts';
import type { Inputs } from './inputs.ts';

export interface Comparison {
  readonly base: Side | null;
  readonly head: Side;
  readonly headAnalysis: Analysis;
  readonly diff: AnalysisDiff;
  /** What a person should know of the reading. */
  readonly warnings: readonly string[];
}

/** Reads and compares both sides. A base that is not there is nothing to compare against, which is told. */
export function compare(inputs: Inputs, workspace: string, allowed: readonly string[]): Comparison {
  const release = releaseOf(inputs.kubernetesVersion);
  const head = readSide(inputs.headPath, workspace, allowed);
  const base = isMissing(inputs.basePath, workspace) ? null : readSide(inputs.basePath, workspace, allowed);
  const headAnalysis = analyze(head.files, release);
  const diff = diffAnalyses(analyze(base?.files ?? [], release), headAnalysis);
  return { base, head, headAnalysis, diff, warnings: warningsOf(inputs, base, head) };
}

function warningsOf({ basePath, headPath }: Inputs, base: Side | null, head: Side): readonly string[] {
  const skipped = [...(base?.skipped ?? []), ...head.skipped];
  return [
    ...(base === null ? [`${basePath} does not exist: compared against nothing`] : []),
    ...(head.files.length === 0 ? [`${headPath} holds no *.yaml, *.yml or *.json file`] : []),
    ...(skipped.length > 0 ? [`Not read, because it is a link: ${skipped.slice(0, 10).join(', ')}`] : []),
  ];
}
