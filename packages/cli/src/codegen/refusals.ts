import {
  type LocatedFinding,
  type ManifestObject,
  NEWEST_KUBERNETES,
  objectErrors,
  type Release,
  releaseOf,
} from '@outrider/core';
import type { CodegenSource } from '@outrider/report';

/**
 * Objects that `synth` would refuse of the builder, which checks what it made with the rules that run here, and the
 * first reason.
 */
export function refusalsIn(
  sources: readonly CodegenSource[],
  { version }: Release,
): ReadonlyMap<ManifestObject, string> {
  const objects = sources.flatMap((source) => source.objects);
  // What is odd about the text is not in the objects that the builder makes.
  const values = objects.map((object) => ({ ...object, findings: [] }));
  const bySource = new Map(objects.map((object) => [object.source, object]));
  const refusals = new Map<ManifestObject, string>();
  for (const finding of objectErrors(values, releaseOf(version))) {
    const object = bySource.get(finding.source);
    if (object === undefined || refusals.has(object) || isUnknownToAll(finding, object)) continue;
    refusals.set(object, finding.message);
  }
  return refusals;
}

/** A field that no Kubernetes we know has is the business of who wrote it, as in the builder. */
function isUnknownToAll({ server, message }: LocatedFinding, object: ManifestObject): boolean {
  if (server?.stage !== 'strict') return false;
  return objectErrors(object, releaseOf(NEWEST_KUBERNETES)).some(
    (finding) => finding.server?.stage === 'strict' && finding.message === message,
  );
}
