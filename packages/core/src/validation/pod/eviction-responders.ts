import type { EvictionResponder } from '../../kubernetes/api-types.gen.ts';
import { duplicate, type FieldErrors, invalid, invalidFor, required, tooMany } from '../field-error.ts';
import { qualifiedName } from '../text/labels.ts';
import type { PodContext } from './pod-context.ts';

const RULE = 'eviction-responders';
const MOST = 10;
const HIGHEST = 100_000;
const RESERVED_BELOW = 1000;

/** V-133: who answers to an EvictionRequest (KEP-4563; the tags of EvictionResponder in api/core/v1/types.go). */
export function* validateEvictionResponders(
  responders: readonly EvictionResponder[],
  path: string,
  on: PodContext['on'],
): FieldErrors {
  if (responders.length > MOST) {
    yield tooMany(RULE, path, responders.length, MOST);
    return;
  }
  const names = new Set<string>();
  for (const [index, responder] of responders.entries()) {
    const { name = '', priority } = responder;
    if (names.has(name)) yield duplicate(RULE, `${path}[${index}]`, responder);
    names.add(name);
    yield* validateName(name, `${path}[${index}].name`, on);
    yield* validatePriority(priority, `${path}[${index}].priority`);
  }
}

function* validateName(name: string, path: string, on: PodContext['on']): FieldErrors {
  if (name === '') {
    yield required(RULE, path);
    return;
  }
  if (/^(?:.*\.)?(?:k8s|kubernetes)\.io\.*$/.test((name.split('/')[0] ?? '').toLowerCase().trim()))
    yield invalid(RULE, path, name, 'domain names *.k8s.io, *.kubernetes.io are reserved');
  if (!name.includes('/')) yield invalid(RULE, path, name, "must include a prefix (e.g. 'example.com/key')");
  else yield* invalidFor(RULE, path, name, qualifiedName(name, on));
}

function* validatePriority(priority: number | undefined, path: string): FieldErrors {
  if (priority === undefined) yield required(RULE, path);
  else if (priority < 0) yield invalid(RULE, path, priority, 'must be greater than or equal to 0');
  else if (priority < RESERVED_BELOW)
    yield invalid(RULE, path, priority, 'priorities 0-999 are reserved for responders with *.k8s.io suffix');
  else if (priority > HIGHEST)
    yield invalid(RULE, path, priority, `must be less than or equal to ${HIGHEST}`);
}
