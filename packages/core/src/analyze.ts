import type { Analysis, WorkloadAnalysis } from './analysis.ts';
import type { LocatedFinding } from './finding.ts';
import { withoutIgnored } from './ignore/without-ignored.ts';
import { type InputFile, type InventoryOptions, othersOf, withResources } from './inventory.ts';
import type { JsonObject } from './json.ts';
import { type Commented, judgeUnits } from './judge-units.ts';
import type { Release } from './kubernetes/release.ts';
import type { KubernetesVersion } from './kubernetes/version.ts';
import { READ_LIMITS } from './manifest/limits.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import type { WorkloadResourcesOptions } from './resources/compute-workload-resources.ts';
import { RULES } from './rules/catalogue.ts';
import type { RuleInput } from './rules/input/rule-input.ts';
import type { RunRulesOptions } from './rules/run-rules.ts';
import { type Unit, unitsByPiece, wholeUnit } from './units.ts';
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
  /**
   * For who wants findings alone: values of objects and Pods are not kept but read again from the text when somebody
   * asks, which takes a fraction of the memory. The analysis says the same.
   */
  readonly isLight?: boolean;
}

/**
 * Manifest text → everything Outrider says of it at one Kubernetes release. Never throws on any text: what cannot
 * be read is in `unreadable`, and the rest is analyzed all the same.
 */
export function analyze(
  files: Iterable<InputFile>,
  release: Release,
  options: AnalyzeOptions = {},
): Analysis {
  const read = Array.from(files, (file) => unitsOf(file, options));
  const { input, judged } = judgeUnits(read.flat(), release, options);
  const objects = judged.flatMap((one) => one.objects);
  return {
    release,
    files: read.length,
    documents: judged.reduce((sum, { documents }) => sum + documents, 0),
    objects: objects.length,
    workloads: judged.flatMap(({ workloads }) =>
      workloads.map((workload) => workloadAnalysis(workload, input, release, options)),
    ),
    others: othersOf(objects),
    findings: judged.flatMap(({ findings }) => findings),
    isIgnored: ignoredBy(objects, options),
    ignored: judged.reduce((sum, { ignored }) => sum + ignored, 0),
    unreadable: judged.flatMap(({ unreadable }) => unreadable),
  };
}

/** Rules that are not of the catalogue may look at anything in the input, so for them all of it is there. */
function unitsOf(
  file: InputFile,
  { limits, rules = RULES, isLight = false }: AnalyzeOptions,
): readonly Unit[] {
  const within = { ...READ_LIMITS, ...limits };
  return isLight && rules.every((rule) => RULES.includes(rule))
    ? unitsByPiece(file, within)
    : [wholeUnit(file, within)];
}

/** The comments and annotations of the object that a finding is on, asked by those who find more later. */
function ignoredBy(
  objects: readonly Commented[],
  options: AnalyzeOptions,
): (finding: LocatedFinding) => boolean {
  let judgements: ReadonlyMap<LocatedFinding['source'], Commented> | undefined;
  return (finding) => {
    judgements ??= new Map(objects.map((one) => [one.object.source, one]));
    const judgement = judgements.get(finding.source);
    return judgement !== undefined && withoutIgnored([finding], judgement, options).ignored > 0;
  };
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
