import { isJsonObject, type JsonObject, own } from '../json.ts';
import type { JobSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { decode } from '../store/decode.ts';
import { defaultJobSpec } from '../store/default-object.ts';
import type { Workload } from './workload.ts';

/** The spec of the Job that a workload is, or that its CronJob creates, after API defaulting; else `undefined`. */
export function jobOf({ kind, manifest }: Workload, release: Release): JobSpec | undefined {
  const path = PATHS[kind];
  if (path === undefined) return undefined;
  const spec = path.reduce(objectAt, manifest.value);
  return defaultJobSpec(decode(spec, 'JobSpec', release).object as JobSpec, release.on);
}

const PATHS: Readonly<Partial<Record<Workload['kind'], readonly string[]>>> = {
  Job: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec'],
};

const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key);
  return isJsonObject(value) ? value : {};
};
