import type { Analysis, WorkloadAnalysis } from '../analysis.ts';
import type { WorkloadDiff } from '../diff/analysis-diff.ts';
import { diffAnalyses } from '../diff/diff-analyses.ts';
import { groupBy } from '../diff/group-by.ts';
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
export type EffectsOn = (workload: Workload) => WorkloadDiff | undefined;

/** Of each Pod on its own; compared once, when somebody asks. */
export function effectsIn({ before, after, ...options }: Sides): EffectsOn {
  const [base, head] = [alone(before), alone(after)];
  const known = new Map<Workload, WorkloadDiff | undefined>();
  return (workload) => {
    if (!known.has(workload)) {
      known.set(workload, diffAnalyses(base(workload), head(workload), options).workloads[0]);
    }
    return known.get(workload);
  };
}

/** An analysis with one of its workloads. */
function alone(analysis: Analysis): (workload: Workload) => Analysis {
  const workloads = new Map(analysis.workloads.map((one) => [workloadKey(one.workload), one]));
  const findings = groupBy(analysis.findings, ({ source }) => objectKey(source));
  return (workload) => {
    const found = workloads.get(workloadKey(workload));
    return {
      ...analysis,
      workloads: found === undefined ? [] : [found],
      others: [],
      findings: (findings.get(objectKey(workload.source)) ?? []).filter((one) => isAbout(one, workload)),
    };
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
