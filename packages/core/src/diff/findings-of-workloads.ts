import type { Analysis, WorkloadAnalysis } from '../analysis.ts';
import type { LocatedFinding, Source } from '../finding.ts';
import type { FindingsDiff } from './analysis-diff.ts';
import { diffFindings, type PrintedFinding } from './diff-findings.ts';
import { fingerprintOf } from './fingerprint.ts';
import { groupBy } from './group-by.ts';

/** The findings of one side: of each workload, and of objects that are none or are too broken to be one. */
export interface SortedFindings {
  readonly of: ReadonlyMap<WorkloadAnalysis, readonly PrintedFinding[]>;
  readonly others: readonly PrintedFinding[];
}

/** An object may hold several pod templates: a finding goes to the one it points into, else to the first. */
export function sortFindings({ workloads, findings }: Analysis): SortedFindings {
  const bySource = groupBy(workloads, ({ workload }) => sourceKey(workload.source));
  const of = new Map<WorkloadAnalysis, PrintedFinding[]>();
  const others: PrintedFinding[] = [];
  for (const finding of findings) {
    const candidates = bySource.get(sourceKey(finding.source)) ?? [];
    const owner = candidates.find(({ workload }) => isBelow(finding.path, workload.podPath)) ?? candidates[0];
    if (owner === undefined) others.push(otherFinding(finding));
    else {
      const print = fingerprintOf(finding, owner.workload.manifest.value);
      const own = of.get(owner);
      if (own) own.push({ finding, print });
      else of.set(owner, [{ finding, print }]);
    }
  }
  return { of, others };
}

export const diffOtherFindings = (before: SortedFindings, after: SortedFindings): FindingsDiff =>
  diffFindings(before.others, after.others);

const sourceKey = ({ file, document, item }: Source): string => JSON.stringify([file, document, item]);

const isBelow = (path: string, ancestor: string): boolean =>
  ancestor === '' || path === ancestor || path.startsWith(`${ancestor}.`);

/** The object's identity takes the place of a workload's: it is part of the rule's side of the fingerprint. */
function otherFinding(finding: LocatedFinding): PrintedFinding {
  const { apiVersion, kind, namespace, name } = finding.source;
  const print = fingerprintOf(finding, {});
  const object = JSON.stringify([apiVersion, kind, namespace, name]);
  return { finding, print: { ...print, rule: `${print.rule} ${object}` } };
}
