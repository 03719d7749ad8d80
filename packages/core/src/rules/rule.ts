import type { Finding, Fix, Severity } from '../finding.ts';
import type { Feature, Release } from '../kubernetes/release.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import type { Pod, Workload } from '../workload/workload.ts';

/** What a rule may look at: one Pod as it would be stored, and the release it would run on. */
export interface RuleContext {
  readonly workload: Workload;
  readonly pod: Pod;
  /** Init containers and sidecars in order, then the regular containers. */
  readonly containers: readonly RoleContainer[];
  readonly release: Release;
}

export interface RuleMeta {
  /** A statement of the fault, in kebab case; the name of the rule's folder. */
  readonly id: string;
  readonly summary: string;
  /** The worst that the rule reports. */
  readonly severity: Severity;
  /** Silent on releases without this feature. */
  readonly needs?: Feature;
  /** Where the fault was met, and what says that it is one. */
  readonly source: string;
}

/** Something a rule found, at a path of the Pod: `spec.initContainers[0]`. */
export interface Fact {
  readonly path: string;
  /** Where it is milder than the rule's own. */
  readonly severity?: Severity;
}

/** A fact in words: what is wrong, why, and the one change that removes it. */
export interface Advice {
  readonly message: string;
  readonly explanation: string;
  readonly fix?: Fix;
}

/** Findings with paths inside the Pod; the engine turns them into paths of the object. */
export interface Rule {
  readonly meta: RuleMeta;
  readonly findings: (context: RuleContext) => readonly Finding[];
}

interface RuleDefinition<F extends Fact> {
  readonly meta: RuleMeta;
  /** Finds facts and says nothing. */
  readonly check: (context: RuleContext) => readonly F[];
  /** Words one fact and decides nothing. */
  readonly advise: (fact: F) => Advice;
}

/** Joins a rule's check and its wording. */
export function defineRule<F extends Fact>({ meta, check, advise }: RuleDefinition<F>): Rule {
  const finding = (fact: F): Finding => ({
    rule: meta.id,
    origin: 'rule',
    severity: fact.severity ?? meta.severity,
    path: fact.path,
    docs: `/rules/${meta.id}`,
    ...advise(fact),
  });
  const isOn = ({ release }: RuleContext): boolean => meta.needs === undefined || release.on[meta.needs];
  return { meta, findings: (context) => (isOn(context) ? check(context).map(finding) : []) };
}
