import {
  type Analysis,
  type LocatedFinding,
  type ManifestObject,
  type Release,
  readManifests,
} from '@outrider/core';
import type { Input } from './input/read-input.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

/** Analyzes what was read; what could not be read stays in the result. */
export function analyzeInput(input: Input, release: Release, io: Io): Analysis {
  const progress = startProgress(io, input.files.length);
  const read = input.files.map(({ file, text }) => {
    const manifests = readManifests(file, text);
    progress.step();
    return manifests;
  });
  progress.end();
  return {
    release,
    files: input.files.length + input.unreadable.length,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
    workloads: [],
    findings: read.flatMap(({ objects }) => objects.flatMap(located)),
    unreadable: [...input.unreadable, ...read.flatMap(({ unreadable }) => unreadable)],
  };
}

const located = ({ source, findings, locate }: ManifestObject): readonly LocatedFinding[] =>
  findings.map((finding) => ({ ...finding, source, ...(finding.at ?? locate(finding.path)) }));
