import type { Finding, Fix, Severity } from '../finding.ts';
import type { Json } from '../json.ts';
import type { Feature, Release } from '../kubernetes/release.ts';
import type { Run } from '../lifecycle/timeline.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import type { PodResources, WorkloadResources } from '../resources/pod-resources.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import type { Pod, Workload } from '../workload/workload.ts';
import type { RuleInput } from './input/rule-input.ts';
import type { RuleOptions, Settings } from './settings.ts';

/** What every rule may look at: the input, the release it would run on, and what was told about the cluster. */
export interface InputContext {
  readonly input: RuleInput;
  readonly release: Release;
  readonly settings: Settings;
}

/** What a rule about Pods may look at: one Pod as it would be stored, and its surroundings. */
export interface RuleContext extends InputContext {
  readonly workload: Workload;
  readonly pod: Pod;
  /** Init containers and sidecars in order, then the regular containers. */
  readonly containers: readonly RoleContainer[];
  /** Effective resources under the LimitRanges and ResourceQuotas of the input, computed when asked for. */
  readonly resources: WorkloadResources;
  /** The Pod with what the LimitRanges of the input fill in; same containers, same order. */
  readonly admitted: Pod;
  /** The Pod's life under a scenario; without one, everything works and nothing is deleted. */
  readonly simulate: (scenario?: Scenario) => Run;
}

/** What a rule about other objects may look at. */
export interface ObjectContext extends InputContext {
  readonly object: ManifestObject;
}

/** A workload on one side of a change. */
export interface ChangeSide {
  readonly pod: Pod;
  /** Init containers and sidecars in order, then the regular containers. */
  readonly containers: readonly RoleContainer[];
  /** Effective resources under the LimitRanges of its side's input, computed when asked for. */
  readonly resources: PodResources;
}

/** What a rule about changes may look at: one workload on both sides. */
export interface ChangeContext {
  readonly before: ChangeSide;
  readonly after: ChangeSide;
  /** Of the head's side. */
  readonly release: Release;
  readonly settings: Settings;
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
  /** Address of its page; the catalogue's own are `/rules/ID`. */
  readonly docs?: string;
}

/** Something a rule found, at a path of the Pod: `spec.initContainers[0]`. */
export interface Fact {
  readonly path: string;
  /** The object that `path` and the paths of edits are in, where they are not the Pod's: a Service, or the Deployment. */
  readonly on?: ManifestObject;
  /** Where it is milder than the rule's own. */
  readonly severity?: Severity;
}

/** A fact in words: what is wrong, why, and the one change that removes it. */
export interface Advice {
  readonly message: string;
  readonly explanation: string;
  readonly fix?: Fix;
}

/** A finding of a rule, and the object it is on where that is not the one the rule was asked about. */
export interface RuleFinding {
  readonly finding: Finding;
  readonly on?: ManifestObject;
}

/** Findings with paths inside the Pod, or inside the object that is named; the engine does the rest. */
export interface Rule {
  readonly meta: RuleMeta;
  /** The rule's options with their defaults; a configuration may set others of the same types. */
  readonly options: RuleOptions;
  /** Asked for each workload. */
  readonly findings: (context: RuleContext) => readonly RuleFinding[];
  /** Asked for each object of the input. */
  readonly objectFindings: (context: ObjectContext) => readonly RuleFinding[];
  /** Asked by the diff for each workload that is on both sides; paths are those of the head's Pod. */
  readonly changeFindings?: (context: ChangeContext) => readonly RuleFinding[];
}

interface RuleWording<F extends Fact, O extends RuleOptions> {
  readonly meta: RuleMeta;
  /** What a configuration may set, with defaults: `{ atLeastSeconds: 60 }`. */
  readonly options?: O;
  /** Words one fact and decides nothing. */
  readonly advise: (fact: F) => Advice;
}

interface RuleDefinition<F extends Fact, O extends RuleOptions> extends RuleWording<F, O> {
  /** Finds facts and says nothing. */
  readonly check: (context: RuleContext, options: Widened<O>) => readonly F[];
}

interface ObjectRuleDefinition<F extends Fact, O extends RuleOptions> extends RuleWording<F, O> {
  readonly check: (context: ObjectContext, options: Widened<O>) => readonly F[];
}

interface ChangeRuleDefinition<F extends Fact, O extends RuleOptions> extends RuleWording<F, O> {
  readonly check: (context: ChangeContext, options: Widened<O>) => readonly F[];
}

/** Defaults say the type of an option, not its only value. */
type Widened<O extends RuleOptions> = { readonly [Name in keyof O]: Wide<O[Name]> };
type Wide<T extends Json> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T;

/** A rule about Pods: joins its check and its wording. */
export function defineRule<F extends Fact, O extends RuleOptions = Record<never, never>>(
  definition: RuleDefinition<F, O>,
): Rule {
  return ruleOf(definition, {
    findings: (context) => worded(definition, context, (options) => definition.check(context, options)),
    objectFindings: () => NOTHING,
  });
}

/** A rule about objects of any kind, workloads among them; paths are those of the object. */
export function defineObjectRule<F extends Fact, O extends RuleOptions = Record<never, never>>(
  definition: ObjectRuleDefinition<F, O>,
): Rule {
  return ruleOf(definition, {
    findings: () => NOTHING,
    objectFindings: (context) => worded(definition, context, (options) => definition.check(context, options)),
  });
}

/** A rule about what changed rather than about what is: the diff asks it. */
export function defineChangeRule<F extends Fact, O extends RuleOptions = Record<never, never>>(
  definition: ChangeRuleDefinition<F, O>,
): Rule {
  return ruleOf(definition, {
    findings: () => NOTHING,
    objectFindings: () => NOTHING,
    changeFindings: (context) => worded(definition, context, (options) => definition.check(context, options)),
  });
}

const ruleOf = <F extends Fact, O extends RuleOptions>(
  { meta, options = {} as O }: RuleWording<F, O>,
  parts: Pick<Rule, 'findings' | 'objectFindings' | 'changeFindings'>,
): Rule => ({ meta, options, ...parts });

const NOTHING: readonly RuleFinding[] = [];

function worded<F extends Fact, O extends RuleOptions>(
  { meta, options, advise }: RuleWording<F, O>,
  { release, settings }: Pick<InputContext, 'release' | 'settings'>,
  check: (options: Widened<O>) => readonly F[],
): readonly RuleFinding[] {
  if (meta.needs !== undefined && !release.on[meta.needs]) return [];
  const given = { ...options, ...settings.options[meta.id] } as unknown as Widened<O>;
  const facts = check(given);
  if (facts.length === 0) return NOTHING;
  return facts.map((fact) => ({
    finding: {
      rule: meta.id,
      origin: 'rule',
      severity: fact.severity ?? meta.severity,
      path: fact.path,
      docs: meta.docs ?? `/rules/${meta.id}`,
      ...advise(fact),
    },
    ...(fact.on && { on: fact.on }),
  }));
}
