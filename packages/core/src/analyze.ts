import type { Analysis, InputFile, WorkloadAnalysis } from './analysis.ts';
import type { Finding, LocatedFinding, Source } from './finding.ts';
import type { JsonObject } from './json.ts';
import type { Release } from './kubernetes/release.ts';
import type { KubernetesVersion } from './kubernetes/version.ts';
import type { ReadLimits } from './manifest/limits.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { isAutoscaler, type Scale, scalesOf } from './resources/autoscalers.ts';
import { type WorkloadResourcesOptions, workloadResources } from './resources/compute-workload-resources.ts';
import { isPolicy, type NamespacePolicies, policiesByNamespace } from './resources/namespace-policies.ts';
import type { WorkloadResources } from './resources/pod-resources.ts';
import { runRules } from './rules/run-rules.ts';
import { type UpdateOperation, validateUpdate } from './validation/update/validate-update.ts';
import { validateEmbedded } from './validation/validate-embedded.ts';
import { validateObject } from './validation/validate-object.ts';
import { oldestVersion } from './validation/versions/oldest-version.ts';
import { toWorkloads } from './workload/to-workloads.ts';
import type { Workload } from './workload/workload.ts';

export interface AnalyzeOptions extends Omit<WorkloadResourcesOptions, 'policies' | 'scale'> {
  /** Limits of hostile input; defaults in `manifest/limits.ts`. */
  readonly limits?: Partial<ReadLimits>;
  /** The stored object that one of the input would update; where there is none, it is a create. */
  readonly stored?: (object: ManifestObject) => JsonObject | undefined;
  /** How it would be updated; an ordinary update unless given. */
  readonly operation?: UpdateOperation;
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
  const parts = Array.from(files, (file) => analyzeFile(file, release, options));
  const deciding = parts.flatMap((part) => part.others.filter(isDeciding));
  const policies = policiesByNamespace(deciding);
  const scaleOf = scalesOf(deciding);
  return {
    release,
    files: parts.length,
    documents: parts.reduce((sum, { documents }) => sum + documents, 0),
    objects: parts.reduce((sum, { objects }) => sum + objects, 0),
    workloads: parts.flatMap(({ workloads }) =>
      workloads.map((one) => inContext(one, { policies, scaleOf }, release, options)),
    ),
    others: parts.flatMap(({ others }) => others),
    findings: parts.flatMap(({ findings }) => findings),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
}

/** Objects that decide over the numbers of workloads in other files. */
const isDeciding = (object: ManifestObject): boolean => isPolicy(object) || isAutoscaler(object);

interface InputContext {
  readonly policies: ReadonlyMap<string | null, NamespacePolicies>;
  readonly scaleOf: (source: Source) => Scale | undefined;
}

/** What decides over a workload's numbers may come after it, so it counts at the end. */
function inContext(
  analysis: WorkloadAnalysis,
  { policies: byNamespace, scaleOf }: InputContext,
  release: Release,
  options: AnalyzeOptions,
): WorkloadAnalysis {
  const { workload } = analysis;
  const policies = byNamespace.get(workload.source.namespace);
  const scale = scaleOf(workload.source);
  if (policies === undefined && scale === undefined) return analysis;
  return workloadAnalysis(workload, release, {
    ...options,
    ...(policies && { policies }),
    ...(scale && { scale }),
  });
}

/** Sums are made when somebody asks: a verdict alone needs none. */
function workloadAnalysis(
  workload: Workload,
  release: Release,
  options: WorkloadResourcesOptions,
): WorkloadAnalysis {
  let resources: WorkloadResources | undefined;
  let oldest: KubernetesVersion | null | undefined;
  return {
    workload,
    get resources() {
      resources ??= workloadResources(workload, release, options);
      return resources;
    },
    get oldestVersion() {
      if (oldest === undefined)
        oldest = workload.kind === 'Custom' ? null : oldestVersion(workload.manifest.value);
      return oldest;
    },
  };
}

type FileAnalysis = Omit<Analysis, 'release' | 'files'>;

function analyzeFile({ file, text }: InputFile, release: Release, options: AnalyzeOptions): FileAnalysis {
  const { objects, unreadable, documents } = readManifests(file, text, options.limits);
  const parts = objects.map((object) => analyzeObject(object, release, options));
  return {
    documents,
    objects: objects.length,
    workloads: parts.flatMap(({ workloads }) => workloads),
    others: objects.filter((_, index) => parts[index]?.workloads.length === 0),
    findings: parts.flatMap(({ findings }) => findings),
    unreadable,
  };
}

interface ObjectAnalysis {
  readonly workloads: readonly WorkloadAnalysis[];
  readonly findings: readonly LocatedFinding[];
}

function analyzeObject(object: ManifestObject, release: Release, options: AnalyzeOptions): ObjectAnalysis {
  const workloads = toWorkloads(object, release);
  return {
    workloads: workloads.map((workload) => workloadAnalysis(workload, release, options)),
    findings: findingsOf(object, workloads, release, options),
  };
}

/** The findings on one object alone, for those who have it as a value, such as `cdk8s synth`. */
export const objectFindings = (object: ManifestObject, release: Release): readonly LocatedFinding[] =>
  findingsOf(object, toWorkloads(object, release), release, {});

function findingsOf(
  object: ManifestObject,
  workloads: readonly Workload[],
  release: Release,
  options: AnalyzeOptions,
): readonly LocatedFinding[] {
  const advice = workloads.flatMap((workload) => runRules(workload, release));
  const verdict = verdictOf(object, release, options);
  return [...object.findings, ...verdict, ...advice]
    .map((finding) => locate(finding, object))
    .toSorted(byPlace);
}

function verdictOf(object: ManifestObject, release: Release, options: AnalyzeOptions): readonly Finding[] {
  const old = options.stored?.(object);
  return old === undefined
    ? [...validateObject(object.value, release), ...validateEmbedded(object.value, release)]
    : validateUpdate(old, object.value, release, options.operation);
}

function locate(finding: Finding, { source, locate }: ManifestObject): LocatedFinding {
  const { line, column } = finding.at ?? locate(finding.path);
  return { ...finding, source, line, column };
}

const byPlace = (a: LocatedFinding, b: LocatedFinding): number => a.line - b.line || a.column - b.column;
