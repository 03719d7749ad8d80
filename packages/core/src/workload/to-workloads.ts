import type { Release } from '../kubernetes/release.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { type PodPlace, podPlaceOf, podPlacesByShape } from './pod-places.ts';
import { replicasOf } from './replicas.ts';
import { storedPod } from './stored-pod.ts';
import type { Workload, WorkloadKind } from './workload.ts';

/** What every supported server calls the workload kinds. */
const KINDS: ReadonlyMap<string, WorkloadKind> = new Map([
  ['v1 Pod', 'Pod'],
  ['v1 PodTemplate', 'PodTemplate'],
  ['v1 ReplicationController', 'ReplicationController'],
  ['apps/v1 Deployment', 'Deployment'],
  ['apps/v1 StatefulSet', 'StatefulSet'],
  ['apps/v1 DaemonSet', 'DaemonSet'],
  ['apps/v1 ReplicaSet', 'ReplicaSet'],
  ['batch/v1 Job', 'Job'],
  ['batch/v1 CronJob', 'CronJob'],
]);

const BY_NAME: ReadonlyMap<string, WorkloadKind> = new Map([...KINDS.values()].map((kind) => [kind, kind]));

/**
 * The workloads an object is: one for each pod template in it. Objects of other kinds give none; custom resources
 * may give several, told apart by `podPath`.
 */
export function toWorkloads(manifest: ManifestObject, release: Release): readonly Workload[] {
  const { value, source } = manifest;
  const kind = workloadKind(source.apiVersion, source.kind);
  const places = kind === 'Custom' ? podPlacesByShape(value) : [podPlaceOf(value, kind)];
  return places.map((place) => workloadAt(manifest, kind, place, release));
}

/** Without an apiVersion the kind's name has to do; the reader has said what is missing. */
function workloadKind(apiVersion: string, kind: string): WorkloadKind | 'Custom' {
  return (apiVersion === '' ? BY_NAME.get(kind) : KINDS.get(`${apiVersion} ${kind}`)) ?? 'Custom';
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
    pod: storedPod(place, release),
    replicas: replicasOf(kind, manifest.value, place),
  };
}
