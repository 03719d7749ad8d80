import type { WorkloadAnalysis } from '../analysis.ts';
import type { LocatedFinding } from '../finding.ts';
import type { Release } from '../kubernetes/release.ts';
import { locateFinding } from '../manifest/locate-finding.ts';
import { RULES } from '../rules/catalogue.ts';
import type { ChangeSide, Rule } from '../rules/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../rules/settings.ts';
import { containersOf } from '../workload/container-role.ts';
import { fixInObject } from '../workload/fix-in-object.ts';
import { pathInObject } from '../workload/path-in-object.ts';

export interface ChangeRuleOptions {
  /** Those of them that are about changes are asked. */
  readonly rules?: readonly Rule[];
  readonly settings?: Partial<Settings>;
}

/** What rules say of a change of one workload, at its place in the head's text. */
export function changeFindings(
  before: WorkloadAnalysis,
  after: WorkloadAnalysis,
  release: Release,
  { rules = RULES, settings = {} }: ChangeRuleOptions = {},
): readonly LocatedFinding[] {
  const { workload } = after;
  const { manifest } = workload;
  const context = {
    before: sideOf(before),
    after: sideOf(after),
    release,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
  return rules
    .flatMap((rule) => rule.changeFindings?.(context) ?? [])
    .map(({ finding }) => {
      const path = pathInObject(workload, finding.path);
      const fix = finding.fix && { fix: fixInObject(finding.fix, workload) };
      return locateFinding({ ...finding, ...fix, path }, manifest);
    });
}

/** Sums are made when a rule asks. */
const sideOf = (analysis: WorkloadAnalysis): ChangeSide => ({
  pod: analysis.workload.pod,
  containers: containersOf(analysis.workload.pod.spec),
  get resources() {
    return analysis.resources.pod;
  },
});
