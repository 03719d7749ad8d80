import {
  type Analysis,
  type LocatedFinding,
  type ManifestObject,
  type PodResourcesOptions,
  type Release,
  readManifests,
  toWorkloads,
  workloadResources,
} from '@outrider/core';
import type { Input } from './input/read-input.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

/** Analyzes what was read; what could not be read stays in the result. */
export function analyzeInput(
  input: Input,
  release: Release,
  io: Io,
  options: PodResourcesOptions = {},
): Analysis {
  const progress = startProgress(io, input.files.length);
  const read = input.files.map(({ file, text }) => {
    const manifests = readManifests(file, text);
    progress.step();
    return manifests;
  });
  progress.end();
  const objects = read.flatMap((manifests) => manifests.objects);
  return {
    release,
    files: input.files.length + input.unreadable.length,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
    workloads: objects.flatMap((object) =>
      toWorkloads(object, release).map((workload) => ({
        workload,
        resources: workloadResources(workload, release, options),
      })),
    ),
    findings: objects.flatMap(located),
    unreadable: [...input.unreadable, ...read.flatMap(({ unreadable }) => unreadable)],
  };
}

const located = ({ source, findings, locate }: ManifestObject): readonly LocatedFinding[] =>
  findings.map((finding) => ({ ...finding, source, ...(finding.at ?? locate(finding.path)) }));
