import { type FieldErrors, invalid } from '../field-error.ts';
import type { ServerRule } from '../server-rules.ts';

export function* validateNoBacksteps(rule: ServerRule, target: string, path: string): FieldErrors {
  if (target.includes('..') && target.split('/').includes('..'))
    yield invalid(rule, path, target, "must not contain '..'");
}

/** A path below some directory. */
export function* validateDescendingPath(rule: ServerRule, target: string, path: string): FieldErrors {
  if (target.startsWith('/')) yield invalid(rule, path, target, 'must be a relative path');
  yield* validateNoBacksteps(rule, target, path);
}

/** A path below some directory that does not begin with two dots, which are the kubelet's own. */
export function* validateNonReservedPath(rule: ServerRule, target: string, path: string): FieldErrors {
  yield* validateDescendingPath(rule, target, path);
  if (target.startsWith('..') && !target.startsWith('../'))
    yield invalid(rule, path, target, "must not start with '..'");
}
