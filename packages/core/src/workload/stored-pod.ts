import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Release } from '../kubernetes/release.ts';
import type { PodPlace } from './pod-places.ts';
import type { Pod } from './workload.ts';

/** The Pod as the API server would store it. */
export function storedPod({ metadata, spec }: PodPlace, _release: Release): Pod {
  return { metadata: withoutNulls(metadata), spec: { restartPolicy: 'Always', ...containers(spec) } };
}

const containers = (spec: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(withoutNulls(spec)).map(([key, value]) =>
      key.endsWith('ontainers')
        ? [key, Array.isArray(value) ? value.filter(isJsonObject) : []]
        : [key, value],
    ),
  );

const withoutNulls = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter((entry): entry is [string, Json] => entry[1] !== null));
