import type { Container, JsonObject, ObjectMeta, PodSpec, Volume } from '@outrider/core';
import type { ApiObject } from 'cdk8s';
import { checkAtSynth } from './check-at-synth.ts';
import { isObject } from './merge.ts';
import { place } from './placement.ts';
import { podPathOf } from './pod-path.ts';
import { inOrder, rendered } from './rendered.ts';
import type { SidecarContent } from './sidecar.ts';

/** What was added to an object from outside, in the order it was added. */
interface Additions {
  readonly sidecars: SidecarContent[];
  readonly annotations: Map<string, string>;
}

/** Shared by all copies of this package that one app may load. */
const ADDITIONS: unique symbol = Symbol.for('@outrider/cdk8s/additions');

interface WithAdditions {
  [ADDITIONS]?: Additions;
}

/** Has the object emit a sidecar, too. Adding the very same sidecar again changes nothing. */
export function addSidecar(object: ApiObject, sidecar: SidecarContent): void {
  const { sidecars } = additionsTo(object);
  if (!sidecars.some(({ container }) => container === sidecar.container)) sidecars.push(sidecar);
}

/** Has the object's Pods be annotated, too; what is added last holds. */
export function addAnnotations(object: ApiObject, annotations: Readonly<Record<string, string>>): void {
  const added = additionsTo(object).annotations;
  for (const [key, value] of Object.entries(annotations)) added.set(key, value);
}

/**
 * The object's own `toJson()` stays as it is, and what is added is put into what that gives: a JSON patch would go
 * through the typed serializers of cdk8s-plus and imported objects, which drop what they do not know.
 */
function additionsTo(object: ApiObject & WithAdditions): Additions {
  if (object[ADDITIONS] !== undefined) return object[ADDITIONS];
  const additions: Additions = { sidecars: [], annotations: new Map() };
  const path = podPathOf(object);
  const emitted = object.toJson.bind(object);
  checkAtSynth(object);
  Object.defineProperties(object, {
    [ADDITIONS]: { value: additions },
    toJson: { value: () => changeAt(emitted(), path, (pod) => withAdditions(pod, additions, object)) },
  });
  return additions;
}

/** The object with what stands at the path changed; what is not there yet is made. */
function changeAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (pod: JsonObject) => object,
): object {
  const object: JsonObject = isObject(value) ? value : {};
  if (key === undefined) return change(object);
  return { ...object, [key]: changeAt(object[key], rest, change) };
}

function withAdditions(pod: JsonObject, { sidecars, annotations }: Additions, object: ApiObject): object {
  const { metadata, spec } = pod as { readonly metadata?: ObjectMeta; readonly spec?: PodSpec };
  const annotated = { ...metadata?.annotations, ...Object.fromEntries(annotations) };
  const changed = {
    ...pod,
    ...(annotations.size > 0 && { metadata: inOrder({ ...metadata, annotations: inOrder(annotated) }) }),
    ...(sidecars.length > 0 && { spec: withSidecars(spec ?? {}, sidecars, object) }),
  };
  // An object itself begins with apiVersion, kind and metadata; all that is inside it is sorted.
  return podPathOf(object).length === 0 ? changed : inOrder(changed);
}

function withSidecars(spec: PodSpec, added: readonly SidecarContent[], object: ApiObject): PodSpec {
  const own = spec.initContainers ?? [];
  const ownNames = new Set(own.map(({ name = '' }) => name));
  const initContainers = added.reduce<readonly Container[]>((containers, { container, placement }) => {
    const path = [...podPathOf(object), 'spec', 'initContainers', String(containers.length)];
    return place(containers, rendered(object, path, container), placement, ownNames);
  }, own);
  const volumes = [...(spec.volumes ?? []), ...added.flatMap((sidecar) => volumesOf(sidecar, object))];
  return inOrder({ ...spec, initContainers, ...(volumes.length > 0 && { volumes }) });
}

const volumesOf = ({ volumes }: SidecarContent, object: ApiObject): readonly Volume[] =>
  volumes.map((volume) => rendered(object, [...podPathOf(object), 'spec', 'volumes', volume.name], volume));
