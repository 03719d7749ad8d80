import type { Json } from '@outrider/core';
import {
  type ApiObject,
  App,
  ImplicitTokenResolver,
  type IResolver,
  LazyResolver,
  NumberStringUnionResolver,
  resolve,
} from 'cdk8s';

/**
 * A value as the object emits it: read by the resolvers of the app, without what has no value, keys in cdk8s' order.
 * Always a copy of its own. What is plain needs no resolver, and those take most of an ApiObject's time.
 */
export function rendered<T extends object>(object: ApiObject, path: readonly string[], value: T): T {
  const read: T = needsNoResolver(object, value) ? value : resolve([...path], value, object);
  return copyOf(read);
}

/** The value is plain, and the app has none but cdk8s' own resolvers, which leave plain data as it is. */
export const needsNoResolver = (object: ApiObject, value: unknown): boolean =>
  isPlain(value) && App.of(object).resolvers.every(isStandard);

/** Without what has no value, keys in cdk8s' order. */
export const copyOf = <T extends object>(value: T): T => copy(value, keysOf()) as T;

const isStandard = (resolver: IResolver): boolean =>
  resolver instanceof LazyResolver ||
  resolver instanceof ImplicitTokenResolver ||
  resolver instanceof NumberStringUnionResolver;

/** No `Lazy`, no token, no object of a class. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (value.constructor !== Object || 'resolve' in value) return false;
  for (const item of Object.values(value)) if (!isPlain(item)) return false;
  return true;
}

/** The object with its own keys in cdk8s' order; what is inside is in order already. */
export const inOrder = <T extends object>(object: T): T =>
  Object.fromEntries(keysOf()(object).map((key) => [key, object[key as keyof T]])) as T;

type KeysOf = (object: object) => readonly string[];

/** cdk8s sorts the keys of what it emits unless this variable is set. */
const keysOf = (): KeysOf =>
  process.env['CDK8S_DISABLE_SORT'] ? Object.keys : (object) => Object.keys(object).sort();

function copy(value: unknown, keys: KeysOf): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => copy(item, keys) ?? null);
  if (typeof value !== 'object' || value === null) return (value ?? undefined) as Json | undefined;
  const result: Record<string, Json> = {};
  for (const key of keys(value)) {
    const item = copy((value as Readonly<Record<string, unknown>>)[key], keys);
    if (item !== undefined) result[key] = item;
  }
  return result;
}
