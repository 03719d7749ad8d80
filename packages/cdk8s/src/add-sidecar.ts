import type { Container, JsonObject, PodSpec } from '@outrider/core';
import type { ApiObject } from 'cdk8s';
import { checkAtSynth } from './check-at-synth.ts';
import { isObject } from './merge.ts';
import { place } from './placement.ts';
import { podSpecPathOf } from './pod-path.ts';
import type { SidecarContent } from './sidecar.ts';
import { inOrder, ownInOrder } from './sort-keys.ts';

/** Shared by all copies of this package that one app may load. */
const ADDED: unique symbol = Symbol.for('@outrider/cdk8s/sidecars');

interface WithSidecars {
  [ADDED]?: SidecarContent[];
}

/**
 * Has the object emit a sidecar, too. Its own `toJson()` stays as it is, and the sidecar is put into what that gives:
 * a JSON patch would go through the typed serializers of cdk8s-plus and imported objects, which drop what they do not
 * know. Adding the very same sidecar again changes nothing.
 */
export function addSidecar(object: ApiObject & WithSidecars, sidecar: SidecarContent): void {
  const added = object[ADDED] ?? emitting(object, podSpecPathOf(object));
  if (!added.some(({ container }) => container === sidecar.container)) added.push(sidecar);
}

function emitting(object: ApiObject, path: readonly string[]): SidecarContent[] {
  const added: SidecarContent[] = [];
  checkAtSynth(object, {});
  const emitted = object.toJson.bind(object);
  Object.defineProperties(object, {
    [ADDED]: { value: added },
    toJson: { value: () => changeAt(emitted(), path, (spec) => withSidecars(spec, added)) },
  });
  return added;
}

/** The object with what stands at the path changed; what is not there yet is made. */
function changeAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (spec: PodSpec) => PodSpec,
): unknown {
  const object: JsonObject = isObject(value) ? value : {};
  if (key === undefined) return change(object);
  return { ...object, [key]: changeAt(object[key], rest, change) };
}

function withSidecars(spec: PodSpec, added: readonly SidecarContent[]): PodSpec {
  const before = spec.initContainers ?? [];
  const own = new Set(before.map(({ name = '' }) => name));
  const initContainers = added.reduce<readonly Container[]>(
    (containers, { container, placement }) => place(containers, inOrder(container), placement, own),
    before,
  );
  const volumes = [...(spec.volumes ?? []), ...added.flatMap((sidecar) => sidecar.volumes.map(inOrder))];
  return ownInOrder({ ...spec, initContainers, ...(volumes.length > 0 && { volumes }) });
}
