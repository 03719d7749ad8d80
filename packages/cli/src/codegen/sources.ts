import type { Inventory, ManifestObject } from '@outrider/core';
import type { CodegenSource } from '@outrider/report';
import type { Input } from '../input/find-input.ts';

/** The objects of an analysis, file by file and in the order they have there. */
export function sourcesOf(
  input: Input,
  { workloads, others }: Inventory,
  isOne: boolean,
): readonly CodegenSource[] {
  const holders = new Set(workloads.map(({ workload }) => workload.manifest));
  const objects = [...holders, ...(isOne ? [] : others)].toSorted(byPlace);
  return input.sources
    .map(({ file }) => ({ file, objects: objects.filter(({ source }) => source.file === file) }))
    .filter((source) => source.objects.length > 0);
}

const byPlace = ({ source: a }: ManifestObject, { source: b }: ManifestObject): number =>
  a.document - b.document || (a.item ?? 0) - (b.item ?? 0);
