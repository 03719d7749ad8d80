import type { Finding } from '../finding.ts';
import type { Release } from '../kubernetes/release.ts';
import { containersOf } from '../workload/container-role.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import type { Workload } from '../workload/workload.ts';
import { RULES } from './catalogue.ts';
import { ignoredRules } from './ignored-rules.ts';
import type { Rule, RuleContext } from './rule.ts';

/** What an expert says of a workload. Paths are those of the object; what its annotations ignore is left out. */
export function runRules(
  workload: Workload,
  release: Release,
  rules: readonly Rule[] = RULES,
): readonly Finding[] {
  const { pod } = workload;
  const context: RuleContext = { workload, pod, containers: containersOf(pod.spec), release };
  const ignored = ignoredRules(workload);
  return rules
    .filter(({ meta }) => !ignored.has(meta.id))
    .flatMap((rule) => rule.findings(context))
    .map((finding) => ({ ...finding, path: pathInObject(workload, finding.path) }));
}
