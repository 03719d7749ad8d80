import { isJsonObject, type Json, own } from '../json.ts';
import type { Workload } from '../workload/workload.ts';
import { valuesAlong } from './value-at.ts';

const COUNTS = ['replicas', 'parallelism', 'completions'] as const;

const hasCount = (value: Json): boolean =>
  isJsonObject(value) && COUNTS.some((name) => Number.isInteger(own(value, name)));

/** Whether an object around the Pod says how many there are; where none does, one is only a guess. */
export const saysReplicas = ({ manifest, specPath }: Pick<Workload, 'manifest' | 'specPath'>): boolean =>
  [...valuesAlong(manifest.value, specPath)].some(hasCount);
