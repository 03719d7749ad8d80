import type { ObjectMeta, PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { decodeObject } from '../store/decode-object.ts';
import { podFromDecoded, podFromTemplate } from '../store/store-object.ts';
import { type PodPlace, podPlaceOf } from './pod-places.ts';
import type { Pod, WorkloadKind } from './workload.ts';

/** The Pod as the API server would store it. */
export function storedPod(
  { value }: ManifestObject,
  kind: WorkloadKind | 'Custom',
  place: PodPlace,
  release: Release,
): Pod {
  if (kind === 'Custom') return podFromTemplate(place, release);
  const { metadata, spec } = podPlaceOf(decodeObject(kind, value, release).object, kind);
  return podFromDecoded(metadata as ObjectMeta, spec as PodSpec, release);
}
