import { at, type JsonObject, objectAt } from '../json.ts';
import type { Workload } from './workload.ts';

/** The PodSpec as the manifest has it, before the API server fills in and drops fields. */
export const writtenSpec = ({ manifest, specPath }: Workload): JsonObject =>
  objectAt(at(manifest.value, ...stepsOf(specPath)));

/** `spec.replicatedJobs[0].template` → its keys and indexes. */
const stepsOf = (path: string): readonly (string | number)[] =>
  Array.from(path.matchAll(/\[(\d+)\]|\[([^\]]*)\]|([^.[]+)/g), ([, index, key, name]) =>
    index === undefined ? (key ?? name ?? '') : Number(index),
  );
