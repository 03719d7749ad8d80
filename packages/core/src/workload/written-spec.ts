import { at, type JsonObject, objectAt } from '../json.ts';
import { pathSteps } from './path-steps.ts';
import type { Workload } from './workload.ts';

/** The PodSpec as the manifest has it, before the API server fills in and drops fields. */
export const writtenSpec = ({ manifest, specPath }: Workload): JsonObject =>
  objectAt(at(manifest.value, ...pathSteps(specPath)));
