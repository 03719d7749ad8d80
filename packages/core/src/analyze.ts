import type { Analysis, WorkloadAnalysis } from './analysis.ts';
import type { LocatedFinding } from './finding.ts';
import { type CommentIgnore, commentIgnores } from './ignore/comment-ignores.ts';
import { withoutIgnored } from './ignore/without-ignored.ts';
import { type InputFile, type InventoryOptions, inputOf, othersOf, withResources } from './inventory.ts';
import type { JsonObject } from './json.ts';
import type { Release } from './kubernetes/release.ts';
import type { KubernetesVersion } from './kubernetes/version.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { findingsOf, type Judged, judge } from './object-findings.ts';
import type { WorkloadResourcesOptions } from './resources/compute-workload-resources.ts';
import type { RuleInput } from './rules/input/rule-input.ts';
import { type RunRulesOptions, runRules } from './rules/run-rules.ts';
import type { UpdateOperation } from './validation/update/validate-update.ts';
import { oldestVersion } from './validation/versions/oldest-version.ts';
import type { Workload } from './workload/workload.ts';

export interface AnalyzeOptions extends InventoryOptions, RunRulesOptions {
  /** The day, as `2026-11-30`: an ignore with an earlier date counts no longer. The core has no clock. */
  readonly today?: string;
  /** The stored object that one of the input would update; where there is none, it is a create. */
  readonly stored?: (object: ManifestObject) => JsonObject | undefined;
  /** How it would be updated; an ordinary update unless given. */
  readonly operation?: UpdateOperation;
  /** The objects as the cluster gives them back: what became of each on its way there? */
  readonly arrived?: (object: ManifestObject) => JsonObject | undefined;
}

/**
 * Manifest text → everything Outrider says of it at one Kubernetes release. Never throws on any text: what cannot
 * be read is in `unreadable`, and the rest is analyzed all the same. Rules see the whole input, so they are asked
 * when all of it is read.
 */
export function analyze(
  files: Iterable<InputFile>,
  release: Release,
  options: AnalyzeOptions = {},
): Analysis {
  const read = Array.from(files, ({ file, text }) => {
    const manifests = readManifests(file, text, options.limits);
    const judged = manifests.objects.map((object) => judge(object, release, options));
    return { ...manifests, judged: withComments(judged, commentIgnores(text)) };
  });
  const objects = read.flatMap(({ judged }) => judged);
  const input = inputOf(objects, release, options.settings);
  const advice = runRules(input, release, options);
  const told = objects.map((judged) => findingsOf(judged, advice, options, judged.comments));
  return {
    release,
    files: read.length,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
    objects: objects.length,
    workloads: input.workloads.map((workload) => workloadAnalysis(workload, input, release, options)),
    others: othersOf(objects),
    findings: told.flatMap(({ findings }) => findings),
    isIgnored: ignoredBy(objects, options),
    ignored: told.reduce((sum, { ignored }) => sum + ignored, 0),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

/** The comments and annotations of the object that a finding is on, asked by those who find more later. */
function ignoredBy(
  objects: readonly Commented[],
  options: AnalyzeOptions,
): (finding: LocatedFinding) => boolean {
  const judgements = new Map(objects.map((one) => [one.object.source, one]));
  return (finding) => {
    const judgement = judgements.get(finding.source);
    return judgement !== undefined && withoutIgnored([finding], judgement, options).ignored > 0;
  };
}

interface Commented extends Judged {
  readonly comments: readonly CommentIgnore[];
}

/** A comment is about the object that starts last before the line that it speaks of. */
function withComments(judged: readonly Judged[], comments: readonly CommentIgnore[]): readonly Commented[] {
  const commented = judged.map((one) => ({ ...one, comments: [] as CommentIgnore[] }));
  for (const comment of comments) startingBefore(commented, comment.about)?.comments.push(comment);
  return commented;
}

/** Objects of a text stand in the order of their lines. */
function startingBefore<J extends Judged>(judged: readonly J[], line: number): J | undefined {
  let from = 0;
  let to = judged.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((judged[middle]?.object.source.line ?? 0) <= line) from = middle + 1;
    else to = middle;
  }
  return judged[from - 1];
}

function workloadAnalysis(
  workload: Workload,
  input: RuleInput,
  release: Release,
  options: WorkloadResourcesOptions,
): WorkloadAnalysis {
  const found = withResources(workload, input, release, options);
  let oldest: KubernetesVersion | null | undefined;
  return {
    workload,
    get resources() {
      return found.resources;
    },
    get oldestVersion() {
      if (oldest === undefined)
        oldest = workload.kind === 'Custom' ? null : oldestVersion(workload.manifest.value);
      return oldest;
    },
  };
}
