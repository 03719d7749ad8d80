import {
  type Finding,
  type ManifestObject,
  NEWEST_KUBERNETES,
  objectFindings,
  type Release,
} from '@outrider/core';
import type { ApiObject } from 'cdk8s';
import { isObject } from './merge.ts';
import { plainRelease, releaseFor, type WrittenTarget } from './target.ts';

/** Shared by all copies of this package that one app may load. */
const CHECKED: unique symbol = Symbol.for('@outrider/cdk8s/checked');

interface Checked {
  [CHECKED]?: true;
}

/**
 * Has `synth` refuse what the compiler could not see: what came from casts, from JavaScript, or was in the object
 * before. Same rules and ids as the CLI; its errors only, as cdk8s has no warnings.
 */
export function checkAtSynth(object: ApiObject & Checked, target: WrittenTarget): void {
  if (object[CHECKED]) return;
  Object.defineProperty(object, CHECKED, { value: true });
  object.node.addValidation({ validate: () => errorsOf(object, target) });
}

function errorsOf(object: ApiObject, target: WrittenTarget): string[] {
  try {
    return errorsIn(manifestOf(object), releaseFor(object, target));
  } catch (error) {
    if (error instanceof RangeError) return [error.message];
    throw error;
  }
}

function errorsIn(manifest: ManifestObject, release: Release): string[] {
  const errors = objectFindings(manifest, release).filter(({ severity }) => severity === 'error');
  const passing = errors.some(isUnknownField) ? unknownToAll(manifest) : new Set<string>();
  return errors
    .filter((finding) => !isUnknownField(finding) || !passing.has(finding.message))
    .map(({ rule, path, message }) => `${rule}: ${message.includes(path) ? message : `${path}: ${message}`}`);
}

const isUnknownField = ({ server }: Finding): boolean => server?.stage === 'strict';

/** Fields that no Kubernetes we know has are the business of who wrote them: clusters may be newer than we are. */
const unknownToAll = (manifest: ManifestObject): ReadonlySet<string> =>
  new Set(
    objectFindings(manifest, plainRelease(NEWEST_KUBERNETES))
      .filter(isUnknownField)
      .map(({ message }) => message),
  );

/** What the object emits, as if it had been read from a text that has no places. */
function manifestOf(object: ApiObject): ManifestObject {
  const { apiVersion, kind, name } = object;
  const value: unknown = object.toJson();
  return {
    source: { file: '', document: 0, line: 1, apiVersion, kind, namespace: null, name },
    value: isObject(value) ? value : {},
    findings: [],
    locate: () => ({ line: 1, column: 1 }),
  };
}
