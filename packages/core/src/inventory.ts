import type { Release } from './kubernetes/release.ts';
import type { ReadLimits } from './manifest/limits.ts';
import type { ManifestObject, Unreadable } from './manifest/manifest.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { injecting } from './mesh/inject.ts';
import { type WorkloadResourcesOptions, workloadResources } from './resources/compute-workload-resources.ts';
import type { WorkloadResources } from './resources/pod-resources.ts';
import { type RuleInput, ruleInput } from './rules/input/rule-input.ts';
import type { Settings } from './rules/settings.ts';
import { toWorkloads } from './workload/to-workloads.ts';
import type { Workload } from './workload/workload.ts';

/** A text to analyze, with the name that findings give it. */
export interface InputFile {
  readonly file: string;
  readonly text: string;
}

export interface InventoryOptions extends Omit<WorkloadResourcesOptions, 'policies' | 'scale'> {
  /** What is known of the cluster: its mesh decides which Pods there will be. */
  readonly settings?: Partial<Settings>;
  /** Limits of hostile input; defaults in `manifest/limits.ts`. */
  readonly limits?: Partial<ReadLimits>;
}

export interface InventoryWorkload {
  readonly workload: Workload;
  readonly resources: WorkloadResources;
}

/** What some manifests hold at one Kubernetes release, without a judgement. */
export interface Inventory {
  readonly release: Release;
  readonly files: number;
  /** Documents seen, unreadable ones included. */
  readonly documents: number;
  /** Objects found in them, the items of Lists one by one; 0 is what kubectl calls "no objects passed" (P-001). */
  readonly objects: number;
  readonly workloads: readonly InventoryWorkload[];
  /** The objects that hold no Pod. */
  readonly others: readonly ManifestObject[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Manifest text → the workloads in it: what `analyze` says of an input but for the verdict and the advice, in a part
 * of the time. Never throws on any text: what cannot be read is in `unreadable`.
 */
export function inventory(
  files: Iterable<InputFile>,
  release: Release,
  options: InventoryOptions = {},
): Inventory {
  const read = Array.from(files, ({ file, text }) => readManifests(file, text, options.limits));
  const found = read.flatMap(({ objects }) =>
    objects.map((object) => ({ object, workloads: toWorkloads(object, release) })),
  );
  const input = inputOf(found, release, options.settings);
  return {
    release,
    files: read.length,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
    objects: found.length,
    workloads: input.workloads.map((workload) => withResources(workload, input, release, options)),
    others: othersOf(found),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

/** An object of the input, and its Pods. */
export interface Found {
  readonly object: ManifestObject;
  readonly workloads: readonly Workload[];
}

/** All that was given; where a mesh is known, its Pods as it will inject them. */
export function inputOf(
  found: readonly Found[],
  release: Release,
  settings: Partial<Settings> = {},
): RuleInput {
  const objects = found.map(({ object }) => object);
  const written = ruleInput(
    objects,
    found.flatMap(({ workloads }) => workloads),
  );
  return { ...written, workloads: written.workloads.map(injecting(written, settings.mesh, release)) };
}

export const othersOf = (found: readonly Found[]): readonly ManifestObject[] =>
  found.filter(({ workloads }) => workloads.length === 0).map(({ object }) => object);

/** Sums are made when somebody asks: a verdict alone needs none. */
export function withResources(
  workload: Workload,
  input: RuleInput,
  release: Release,
  options: WorkloadResourcesOptions,
): InventoryWorkload {
  let resources: WorkloadResources | undefined;
  return {
    workload,
    get resources() {
      resources ??= workloadResources(workload, release, { ...options, ...input.decidingOn(workload) });
      return resources;
    },
  };
}
