import type { Release } from '../kubernetes/release.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { storedKind } from '../store/kinds.ts';
import { type PodPlace, podPlaceOf, podPlacesByShape } from './pod-places.ts';
import { replicasOf } from './replicas.ts';
import { storedPod } from './stored-pod.ts';
import type { Workload, WorkloadKind } from './workload.ts';

/**
 * The workloads an object is: one for each pod template in it. Objects of other kinds give none; custom resources
 * may give several, told apart by `podPath`.
 */
export function toWorkloads(manifest: ManifestObject, release: Release): readonly Workload[] {
  const { value, source } = manifest;
  const kind = storedKind(source.apiVersion, source.kind) ?? 'Custom';
  const places = kind === 'Custom' ? podPlacesByShape(value) : [podPlaceOf(value, kind)];
  return places.map((place) => workloadAt(manifest, kind, place, release));
}

function workloadAt(
  manifest: ManifestObject,
  kind: WorkloadKind | 'Custom',
  place: PodPlace,
  release: Release,
): Workload {
  return {
    source: manifest.source,
    manifest,
    kind,
    podPath: place.podPath,
    specPath: place.specPath,
    pod: storedPod(manifest, kind, place, release),
    replicas: replicasOf(kind, manifest.value, place),
  };
}
