import type { JsonObject } from '../json.ts';
import type { ObjectMeta, PodSpec, PodTemplateSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { decode } from './decode.ts';
import { decodeObject } from './decode-object.ts';
import { defaultObject } from './default-object.ts';
import { defaultPod } from './default-pod.ts';
import { completePodLevel } from './default-resources.ts';
import { dropDisabled } from './drop-disabled.ts';
import { dropFromPodSpec } from './drop-pod-fields.ts';
import type { DroppedField } from './dropped-field.ts';
import type { StoredKind } from './kinds.ts';
import type { ApiObject, StoredPod } from './stored-object.ts';
import type { StructureProblem } from './structure-problem.ts';

/** What the API server makes of an object before it validates it. */
export interface Stored {
  /** As it came, typed: unknown fields and values of the wrong type are left out. */
  readonly decoded: ApiObject;
  /** Defaulted, and without what disabled gates remove. */
  readonly stored: ApiObject;
  readonly problems: readonly StructureProblem[];
  readonly dropped: readonly DroppedField[];
}

/** Decodes, defaults and drops, in the server's order (fact sheet, section 1). */
export function storeObject(kind: StoredKind, value: JsonObject, release: Release): Stored {
  const prepared = prepare(kind, value, release);
  return { ...prepared, stored: completed(prepared.stored, release.on) };
}

/** The same for an update, or a resize, of an object that is stored already. */
export function storeUpdate(
  kind: StoredKind,
  value: JsonObject,
  release: Release,
  before: ApiObject,
  isResize: boolean,
): Stored {
  const prepared = prepare(kind, value, release);
  const kept = withPodResourcesOf(before, prepared.stored, release.on);
  return { ...prepared, stored: isResize ? completed(kept, release.on) : kept };
}

/** Clients that do not know `spec.resources` drop it from what they update (`PrepareForUpdate` of Pods). */
function withPodResourcesOf(before: ApiObject, api: ApiObject, on: Release['on']): ApiObject {
  if (before.kind !== 'Pod' || api.kind !== 'Pod' || !on.PodLevelResourcesFixDefaulting) return api;
  const { resources } = before.object.spec;
  if (resources === undefined || api.object.spec.resources !== undefined) return api;
  return { kind: api.kind, object: { ...api.object, spec: { ...api.object.spec, resources } } };
}

function prepare(kind: StoredKind, value: JsonObject, release: Release): Stored {
  const { object, problems } = decodeObject(kind, value, release);
  const decoded = typed(kind, object);
  const dropped: DroppedField[] = [];
  const stored = dropDisabled(defaultObject(decoded, release.on), { on: release.on, dropped });
  return { decoded, stored, problems, dropped };
}

/** What the registry does to a new Pod after it has dropped what is disabled. */
function completed(api: ApiObject, on: Release['on']): ApiObject {
  if (api.kind !== 'Pod') return api;
  const { object } = api;
  return { kind: api.kind, object: { ...object, spec: completePodLevel(object.spec, on) } };
}

/** The edge where decoded JSON becomes an API type: decode() left only fields of that type in it. */
function typed(kind: StoredKind, object: JsonObject): ApiObject {
  if (kind !== 'Pod') return { kind, object } as ApiObject;
  return { kind, object: { metadata: {}, spec: {}, ...object } };
}

/** The Pod that is stored for a manifest's own metadata and spec; those of another kind's template for instance. */
export interface PodParts {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

/**
 * The Pod that is, or that a controller would create from a template: decoded, defaulted as a Pod, and without what
 * disabled gates remove.
 */
export function podFromTemplate({ metadata, spec }: PodParts, release: Release): StoredPod {
  const template = decode({ metadata, spec }, 'PodTemplateSpec', release).object as PodTemplateSpec;
  return podFromDecoded(template.metadata ?? {}, template.spec ?? {}, release);
}

/** The same of a template that was decoded already, with the object that holds it. */
export function podFromDecoded(metadata: ObjectMeta, spec: PodSpec, { on }: Release): StoredPod {
  const pod = defaultPod({ metadata, spec }, on);
  return { ...pod, spec: completePodLevel(dropFromPodSpec(pod.spec, 'spec', { on, dropped: [] }), on) };
}
