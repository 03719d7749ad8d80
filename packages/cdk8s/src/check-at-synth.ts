import { type ManifestObject, objectFindings } from '@outrider/core';
import type { ApiObject } from 'cdk8s';
import { isObject } from './merge.ts';
import { releaseFor, type WrittenTarget } from './target.ts';

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
    return objectFindings(manifestOf(object), releaseFor(object, target))
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, message }) => `${rule}: ${message}`);
  } catch (error) {
    if (error instanceof RangeError) return [error.message];
    throw error;
  }
}

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
