import type { Finding } from '../finding.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { fixInObject } from '../workload/fix-in-object.ts';
import { isInInjected, pathInObject } from '../workload/path-in-object.ts';
import type { Injected, Workload } from '../workload/workload.ts';
import { RULES } from './catalogue.ts';
import type { RuleInput } from './input/rule-input.ts';
import type { InputContext, Rule, RuleFinding } from './rule.ts';
import { ruleContext } from './rule-context.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface RunRulesOptions {
  readonly rules?: readonly Rule[];
  readonly settings?: Partial<Settings>;
}

/** What an expert says of each object. Paths are those of the object. */
export type AdviceOf = ReadonlyMap<ManifestObject, readonly Finding[]>;

/** Asks every rule about every workload and object of the input. */
export function runRules(input: RuleInput, release: Release, options: RunRulesOptions = {}): AdviceOf {
  const rules = rulesAbout(input, release, options);
  return adviceOf([...input.workloads.flatMap(rules.onWorkload), ...input.objects.flatMap(rules.onObject)]);
}

/** A finding, and the object that it is on: not always the one that was asked about. */
export interface Told {
  readonly object: ManifestObject;
  readonly finding: Finding;
}

/** The rules, to be asked about the workloads and objects of an input one by one. */
export interface RulesAbout {
  readonly onWorkload: (workload: Workload) => readonly Told[];
  readonly onObject: (object: ManifestObject) => readonly Told[];
}

export function rulesAbout(
  input: RuleInput,
  release: Release,
  { rules = RULES, settings = {} }: RunRulesOptions = {},
): RulesAbout {
  const given: InputContext = { input, release, settings: { ...DEFAULT_SETTINGS, ...settings } };
  return {
    onWorkload: (workload) => onWorkload(workload, given, rules),
    onObject: (object) => onObject(object, given, rules),
  };
}

function onWorkload(workload: Workload, given: InputContext, rules: readonly Rule[]): readonly Told[] {
  if (workload.injected !== undefined) return onInjected(workload, workload.injected, given, rules);
  return foundIn(workload, given, rules).map(({ finding, on }) =>
    on === undefined
      ? { object: workload.manifest, finding: inObject(finding, workload) }
      : { object: on, finding },
  );
}

const foundIn = (workload: Workload, given: InputContext, rules: readonly Rule[]): readonly RuleFinding[] => {
  const context = ruleContext(workload, given);
  return rules.flatMap((rule) => rule.findings(context));
};

/**
 * A Pod as its mesh will make it. What is only so because of that says it; a fix is one of the manifest, so it comes
 * from the Pod as written; and what the mesh itself puts there is worth a note at most.
 */
function onInjected(
  workload: Workload,
  injected: Injected,
  given: InputContext,
  rules: readonly Rule[],
): readonly Told[] {
  const written = onWorkload(injected.asWritten, given, rules);
  return foundIn(workload, given, rules).map(({ finding, on }) => {
    const object = on ?? workload.manifest;
    const path = on === undefined ? pathInObject(workload, finding.path) : finding.path;
    const same = written.find(
      (one) => one.object === object && one.finding.rule === finding.rule && one.finding.path === path,
    );
    if (same !== undefined) {
      return { object, finding: { ...finding, path, ...(same.finding.fix && { fix: same.finding.fix }) } };
    }
    const own = on === undefined && isInInjected(workload, finding.path);
    return { object, finding: becauseOfMesh({ ...finding, path }, injected, own) };
  });
}

function becauseOfMesh(finding: Finding, { mesh, native }: Injected, isOfMesh: boolean): Finding {
  const how = `The Pod is judged as ${mesh} will inject it, its proxy ${native ? 'a native sidecar' : 'a regular container'}.`;
  const { fix, ...found } = finding;
  return {
    ...found,
    severity: isOfMesh && finding.severity === 'warning' ? 'info' : finding.severity,
    explanation: finding.explanation === undefined ? how : `${finding.explanation} ${how}`,
    ...(fix && { fix: { description: isOfMesh ? fixOfMesh(mesh, native) : fix.description } }),
  };
}

/** What it injects is the mesh's to change. */
const fixOfMesh = (mesh: string, native: boolean): string =>
  native
    ? `Set it in ${mesh} itself, or by its annotations on the Pod`
    : `Let ${mesh} inject its proxy as a native sidecar`;

const onObject = (object: ManifestObject, given: InputContext, rules: readonly Rule[]): readonly Told[] =>
  rules
    .flatMap((rule) => rule.objectFindings({ ...given, object }))
    .map(({ finding, on = object }: RuleFinding) => ({ object: on, finding }));

/** Paths of the Pod become paths of the object that holds it. */
function inObject(finding: Finding, workload: Workload): Finding {
  const path = pathInObject(workload, finding.path);
  const { fix } = finding;
  return fix === undefined ? { ...finding, path } : { ...finding, path, fix: fixInObject(fix, workload) };
}

/** Two workloads may find the same fault of one object, such as a Service that selects both: it is said once. */
export function adviceOf(told: readonly Told[]): AdviceOf {
  const advice = new Map<ManifestObject, Finding[]>();
  for (const { object, finding } of told) {
    const before = advice.get(object) ?? [];
    advice.set(object, before);
    if (!before.some((one) => isSame(one, finding))) {
      before.push(finding);
    }
  }
  return advice;
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.path === b.path && a.message === b.message;
