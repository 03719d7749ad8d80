import type { AnalyzeOptions } from './analyze.ts';
import type { Finding, LocatedFinding } from './finding.ts';
import type { CommentIgnore } from './ignore/comment-ignores.ts';
import { type IgnoreOptions, type WithoutIgnored, withoutIgnored } from './ignore/without-ignored.ts';
import { type Found, inputOf } from './inventory.ts';
import type { Release } from './kubernetes/release.ts';
import { locateFinding } from './manifest/locate-finding.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import { RULES_ON_SEVERAL_OBJECTS } from './rules/catalogue.ts';
import { type AdviceOf, runRules } from './rules/run-rules.ts';
import { storedKind } from './store/kinds.ts';
import { arrivalFindings, notStored } from './validation/arrival/arrival-findings.ts';
import { validateUpdate } from './validation/update/validate-update.ts';
import { validateEmbedded } from './validation/validate-embedded.ts';
import { refusals, validateObject } from './validation/validate-object.ts';
import { toWorkloads } from './workload/to-workloads.ts';
import type { Workload } from './workload/workload.ts';

/** The findings on objects that are there as values, such as those of `cdk8s synth`; rules see them all. */
export function objectFindings(
  objects: ManifestObject | readonly ManifestObject[],
  release: Release,
  options: AnalyzeOptions = {},
): readonly LocatedFinding[] {
  const judged = [objects].flat().map((object) => judge(object, release, options));
  const advice = runRules(inputOf(judged, release, options.settings), release, options);
  return judged.flatMap((one) => findingsOf(one, advice, options).findings);
}

/**
 * What the server would refuse, and what two of the objects make of each other; errors alone, in a small part of the
 * time: for `cdk8s synth`, which must not wait for advice that stops nothing.
 */
export function objectErrors(
  objects: ManifestObject | readonly ManifestObject[],
  release: Release,
): readonly LocatedFinding[] {
  const judged = [objects].flat().map((object) => judgeErrors(object, release));
  const hasOthers = judged.some(({ object }) => !isStored(object));
  const advice: AdviceOf = hasOthers
    ? runRules(inputOf(judged, release), release, { rules: RULES_ON_SEVERAL_OBJECTS })
    : new Map();
  return judged
    .filter(({ object, verdict }) => verdict.length > 0 || advice.has(object))
    .flatMap((one) => findingsOf(one, advice, {}).findings)
    .filter(({ severity }) => severity === 'error');
}

const isStored = ({ source }: ManifestObject): boolean =>
  storedKind(source.apiVersion, source.kind) !== undefined;

/** Pods are made when somebody asks: a verdict alone needs none. */
function judgeErrors(object: ManifestObject, release: Release): Judged {
  let workloads: readonly Workload[] | undefined;
  return {
    object,
    get workloads() {
      workloads ??= toWorkloads(object, release);
      return workloads;
    },
    verdict: refusals(object.value, release),
  };
}

/** An object by itself: its Pods, and the API server's verdict. */
export interface Judged extends Found {
  readonly verdict: readonly Finding[];
}

export const judge = (object: ManifestObject, release: Release, options: AnalyzeOptions): Judged => ({
  object,
  workloads: toWorkloads(object, release),
  verdict: [...verdictOf(object, release, options), ...arrivalOf(object, options)],
});

/** What is to be said of an object, without what its author decided to ignore. */
export function findingsOf(
  { object, workloads, verdict }: Judged,
  advice: AdviceOf,
  options: IgnoreOptions,
  comments: readonly CommentIgnore[] = [],
): WithoutIgnored {
  const findings = [...object.findings, ...verdict, ...(advice.get(object) ?? [])]
    .map((finding) => locateFinding(finding, object))
    .toSorted(byPlace);
  return withoutIgnored(findings, { object, workloads, comments }, options);
}

function verdictOf(object: ManifestObject, release: Release, options: AnalyzeOptions): readonly Finding[] {
  const old = options.stored?.(object);
  return old === undefined
    ? [...validateObject(object.value, release), ...validateEmbedded(object.value, release)]
    : validateUpdate(old, object.value, release, options.operation);
}

function arrivalOf(object: ManifestObject, { arrived }: AnalyzeOptions): readonly Finding[] {
  if (arrived === undefined) return [];
  const stored = arrived(object);
  return stored === undefined ? [notStored(object.source)] : arrivalFindings(object.value, stored);
}

const byPlace = (a: LocatedFinding, b: LocatedFinding): number => a.line - b.line || a.column - b.column;
