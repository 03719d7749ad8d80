import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';
import type { WorkloadKind } from './workload.ts';

/** Where in an object a Pod's metadata and spec stand. */
export interface PodPlace {
  /** Path of the Pod's root, which holds `metadata` and `spec`: empty for a Pod, `spec.template` in a Deployment. */
  readonly podPath: string;
  /** Path of the PodSpec; `<podPath>.spec` but in custom resources that hold a bare PodSpec. */
  readonly specPath: string;
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
  /** From the object down to the one that holds the PodSpec, for what stands beside: replicas, parallelism. */
  readonly ancestors: readonly JsonObject[];
}

const TEMPLATE_OF_KIND: Readonly<Record<WorkloadKind, string>> = {
  Pod: '',
  PodTemplate: 'template',
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  ReplicaSet: 'spec.template',
  ReplicationController: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** The one Pod of an API kind; an object without a spec has an empty one, and the server says what is missing. */
export function podPlaceOf(value: JsonObject, kind: WorkloadKind): PodPlace {
  const podPath = TEMPLATE_OF_KIND[kind];
  const ancestors: JsonObject[] = [value];
  let root = value;
  for (const key of podPath === '' ? [] : podPath.split('.')) {
    root = objectAt(root, key);
    ancestors.push(root);
  }
  const specPath = podPath === '' ? 'spec' : `${podPath}.spec`;
  return { podPath, specPath, metadata: objectAt(root, 'metadata'), spec: objectAt(root, 'spec'), ancestors };
}

const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key);
  return isJsonObject(value) ? value : {};
};

/** Kinds that speak of containers without being workloads (P-017). */
const NEVER: ReadonlySet<string> = new Set([
  'ConfigMap',
  'CustomResourceDefinition',
  'MutatingAdmissionPolicy',
  'MutatingWebhookConfiguration',
  'PodMetrics',
  'Secret',
  'ValidatingAdmissionPolicy',
  'ValidatingWebhookConfiguration',
]);

/**
 * The Pods inside any other object, found by their shape: a non-empty list `containers` of objects, one of which
 * has an image (P-017). Covers Argo Rollouts, Knative, Kubeflow, JobSet, LeaderWorkerSet and what nobody knows yet.
 */
export function podPlacesByShape(value: JsonObject): readonly PodPlace[] {
  if (NEVER.has(ownText(value, 'kind'))) return [];
  const places: PodPlace[] = [];
  search({ value, path: '', ancestors: [] }, places);
  return places;
}

interface Spot {
  readonly value: Json;
  readonly path: string;
  readonly ancestors: readonly JsonObject[];
}

/** Aliases make one node stand at many places; this bounds the walk, as objects hold few templates. */
const MOST_DEPTH = 16;

function search({ value, path, ancestors }: Spot, places: PodPlace[]): void {
  if (ancestors.length > MOST_DEPTH) return;
  if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((item, index) => {
      search({ value: item, path: `${path}[${index}]`, ancestors }, places);
    });
    return;
  }
  if (!isJsonObject(value)) return;
  const holders = [...ancestors, value];
  if (holdsContainers(value)) {
    places.push(placeOf(value, path, holders));
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (path === '' && key === 'status') continue;
    if (typeof child === 'object')
      search({ value: child, path: join(path, key), ancestors: holders }, places);
  }
}

function holdsContainers(value: JsonObject): boolean {
  const containers = own(value, 'containers');
  if (!Array.isArray(containers) || containers.length === 0) return false;
  const items = containers as readonly Json[];
  return (
    items.every(isJsonObject) && items.some((item) => isJsonObject(item) && ownText(item, 'image') !== '')
  );
}

function placeOf(spec: JsonObject, path: string, ancestors: readonly JsonObject[]): PodPlace {
  const holder = ancestors.at(-2);
  const inTemplate = holder !== undefined && /(?:^|\.)spec$/.test(path);
  return {
    podPath: inTemplate ? path.replace(/\.?spec$/, '') : path,
    specPath: path,
    metadata: inTemplate ? objectAt(holder, 'metadata') : {},
    spec,
    ancestors: ancestors.slice(0, -1),
  };
}

function join(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
