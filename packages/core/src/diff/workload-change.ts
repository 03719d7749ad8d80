import { sameValue } from '../canonical.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Workload } from '../workload/workload.ts';
import type { WorkloadChange, WorkloadDiff } from './analysis-diff.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';
import type { WorkloadPair } from './match-workloads.ts';

type Compared = Omit<WorkloadDiff, 'identity' | 'source' | 'change' | 'hasNamesake'>;

/** Unchanged: the Pod as it would be stored, the rest of the spec, the findings and all that follows from them. */
export function changeOf({ before, after }: WorkloadPair, compared: Compared): WorkloadChange {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  const { resources, lifecycle, findings } = compared;
  const isSame =
    compared.renamedFrom === undefined &&
    findings.added.length + findings.fixed.length === 0 &&
    compared.pod.length + compared.object.length === 0 &&
    sameValue(resources.before, resources.after) &&
    sameValue(lifecycle.before, lifecycle.after) &&
    compared.oldestVersion.before === compared.oldestVersion.after;
  return isSame ? 'unchanged' : 'changed';
}

/** Differences of the object's spec around its Pod, which is compared as it would be stored. */
export const objectChanges = (before: Workload, after: Workload): readonly FieldChange[] =>
  fieldChanges(aroundPod(before), aroundPod(after));

function aroundPod({ manifest, podPath }: Workload): JsonObject {
  // A template inside a list has neighbours of its own, which are workloads too.
  if (podPath === '' || podPath.includes('[')) return {};
  const rest = without(manifest.value, podPath.split('.'));
  const spec = isJsonObject(rest) ? rest['spec'] : undefined;
  return spec === undefined ? {} : { spec };
}

function without(value: Json, keys: readonly string[]): Json {
  const [key, ...deeper] = keys;
  if (!isJsonObject(value) || key === undefined || !Object.hasOwn(value, key)) return value;
  const rest: JsonObject = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return deeper.length === 0 ? rest : { ...rest, [key]: without(value[key] ?? null, deeper) };
}
