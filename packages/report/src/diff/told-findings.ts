import type { AnalysisDiff, LocatedFinding, Severity } from '@outrider/core';
import { fullName, shortName } from './identity.ts';
import { groupLetters } from './told-groups.ts';

/** A new finding and whose it is; one of a group stands for all of them. */
export interface ToldFinding {
  readonly finding: LocatedFinding;
  /** A workload or other object by name; empty for a group. */
  readonly of: string;
  /** The same without the file that may tell it from a namesake, for reports that name the file anyway. */
  readonly shortOf: string;
  /** The letters of its group; empty for one that stands alone. */
  readonly group: string;
  /** How many workloads have it. */
  readonly count: number;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** New findings of every workload, worst first; of a group only its first workload's. */
export function toldFindings({ workloads, groups, otherFindings }: AnalysisDiff): readonly ToldFinding[] {
  const groupOf = new Map(
    groups.flatMap(({ workloads: members }, group) => members.map((index) => [index, group] as const)),
  );
  const told = workloads.flatMap((workload, index): readonly ToldFinding[] => {
    const position = groupOf.get(index);
    const group = position === undefined ? undefined : groups[position];
    if (group !== undefined && group.workloads[0] !== index) return [];
    const letters = position === undefined ? '' : groupLetters(position);
    const [of, shortOf] = group === undefined ? [fullName(workload), shortName(workload.identity)] : ['', ''];
    return workload.findings.added.map((finding) => ({
      finding,
      of,
      shortOf,
      group: letters,
      count: group?.count ?? 1,
    }));
  });
  const others = otherFindings.added.map((finding) => ({
    finding,
    of: shortName(finding.source),
    shortOf: shortName(finding.source),
    group: '',
    count: 1,
  }));
  return [...told, ...others].toSorted((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity]);
}

/** A rule whose findings are gone, and the workloads that got rid of them. */
export interface FixedRule {
  readonly finding: LocatedFinding;
  readonly of: readonly string[];
}

/** A fixed problem must be seen as fixed: each rule once. Notes are left out. */
export function fixedRules({ workloads, otherFindings }: AnalysisDiff): readonly FixedRule[] {
  const byRule = new Map<string, { readonly finding: LocatedFinding; readonly of: Set<string> }>();
  const fixed = [
    ...workloads.flatMap((workload) =>
      workload.findings.fixed.map((finding) => ({ finding, of: fullName(workload) })),
    ),
    ...otherFindings.fixed.map((finding) => ({ finding, of: shortName(finding.source) })),
  ];
  for (const { finding, of } of fixed) {
    if (finding.severity === 'info') continue;
    const known = byRule.get(finding.rule) ?? { finding, of: new Set<string>() };
    byRule.set(finding.rule, known);
    known.of.add(of);
  }
  return [...byRule.values()].map(({ finding, of }) => ({ finding, of: [...of] }));
}
