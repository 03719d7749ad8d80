import type { Analysis, WorkloadAnalysis } from '../analysis.ts';
import type { WorkloadDiff } from '../diff/analysis-diff.ts';
import { diffAnalyses } from '../diff/diff-analyses.ts';
import type { LocatedFinding } from '../finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import type { Workload } from '../workload/workload.ts';
import { isAbout, objectKey, workloadKey } from './workload-key.ts';

/** Two analyses of the same workloads: places tell them apart, as an edit does not change those. */
export interface Sides {
  readonly before: Analysis;
  readonly after: Analysis;
  readonly settings?: Partial<Settings>;
  readonly rules?: readonly Rule[];
}

/** What the move changes for one Pod, what rules of changes say of it included. */
export function effectsOn(
  workload: Workload,
  { before, after, ...options }: Sides,
): WorkloadDiff | undefined {
  const [base, head] = [only(before, workload), only(after, workload)];
  return diffAnalyses(base, head, options).workloads[0];
}

function only(analysis: Analysis, workload: Workload): Analysis {
  return {
    ...analysis,
    workloads: analysis.workloads.filter((one) => workloadKey(one.workload) === workloadKey(workload)),
    others: [],
    findings: analysis.findings.filter((finding) => isAbout(finding, workload)),
  };
}

/** What is said anew of Services, autoscalers and other objects that hold no Pod. */
export function addedOnOthers({ before, after }: Sides): readonly LocatedFinding[] {
  return diffAnalyses(othersOf(before), othersOf(after)).otherFindings.added;
}

function othersOf(analysis: Analysis): Analysis {
  const holding = new Set(
    analysis.workloads.map(({ workload }: WorkloadAnalysis) => objectKey(workload.source)),
  );
  return {
    ...analysis,
    workloads: [],
    others: [],
    findings: analysis.findings.filter(({ source }) => !holding.has(objectKey(source))),
  };
}
