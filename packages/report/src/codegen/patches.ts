import { fitsType, isJsonObject, type Json, type JsonArray, type JsonObject } from '@outrider/core';
import { isText } from './checks.ts';
import { isEmpty } from './subtract.ts';

/** A change after cdk8s has written the object; `path` is the field's, for people. */
export interface Patch {
  readonly op: 'add' | 'remove';
  readonly pointer: string;
  readonly path: string;
  readonly value: Json;
  readonly reason: string;
}

/** What code can say of an object, and what cdk8s would not write of it as it stands. */
export interface Split {
  readonly value: JsonObject;
  readonly patches: readonly Patch[];
}

interface Place {
  readonly pointer: string;
  readonly path: string;
}

/** cdk8s leaves out nulls; empty lists and objects of the metadata, too; and it gives every object a name. */
export function split(whole: JsonObject): Split {
  const patches: Patch[] = [];
  const { metadata, ...body } = whole;
  const own = metadataOf(metadata, patches);
  const value = strip(body, { pointer: '', path: '' }, patches);
  return { value: isEmpty(own) ? value : { ...value, metadata: own }, patches };
}

/** The object without what cdk8s would drop or stumble over, which is noted. */
function strip(object: JsonObject, place: Place, patches: Patch[]): JsonObject {
  const kept = Object.entries(object).flatMap(([key, value]): [string, Json][] => {
    const here = within(place, key);
    if (value !== null && !isOdd(value)) return [[key, stripValue(value, here, patches)]];
    patches.push({ op: 'add', ...here, value, reason: 'cdk8s does not write it' });
    return [];
  });
  return Object.fromEntries(kept);
}

function stripValue(value: Json, place: Place, patches: Patch[]): Json {
  if (isJsonObject(value)) return strip(value, place, patches);
  if (!Array.isArray(value)) return value;
  return (value as JsonArray).map((item, index) => stripValue(item, within(place, index), patches));
}

/** A list with a null in it, or an object with a key that JavaScript takes for something else. */
function isOdd(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => item === null || isOdd(item));
  return isJsonObject(value) && ['__proto__', 'constructor'].some((key) => Object.hasOwn(value, key));
}

function within({ pointer, path }: Place, key: string | number): Place {
  const step = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return {
    pointer: `${pointer}/${step}`,
    path: typeof key === 'number' ? `${path}[${key}]` : join(path, key),
  };
}

const join = (path: string, key: string): string => {
  if (/[.[\]]/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};

const METADATA: Place = { pointer: '/metadata', path: 'metadata' };

function metadataOf(metadata: Json | undefined, patches: Patch[]): JsonObject {
  if (metadata === undefined) {
    patches.push({ op: 'remove', ...METADATA, value: null, reason: 'it has no metadata, cdk8s adds some' });
    return {};
  }
  if (!isJsonObject(metadata) || isOdd(metadata)) {
    patches.push({ op: 'add', ...METADATA, value: metadata, reason: 'cdk8s takes no such metadata' });
    return {};
  }
  if (!Object.hasOwn(metadata, 'name')) patches.push(UNNAMED);
  const kept = Object.entries(metadata).filter(([key, value]) => {
    if (isWritten(value) && isTyped(key, value)) return true;
    patches.push({ op: 'add', ...within(METADATA, key), value, reason: 'cdk8s does not write it' });
    return false;
  });
  return Object.fromEntries(kept);
}

const UNNAMED: Patch = {
  op: 'remove',
  ...within(METADATA, 'name'),
  value: null,
  reason: 'it has no name, cdk8s adds one',
};

/** Nothing empty, null or odd anywhere in it. */
function isWritten(value: Json): boolean {
  if (value === null || isOdd(value)) return false;
  if (typeof value !== 'object') return true;
  const items: JsonArray = Object.values(value);
  return items.length > 0 && items.every(isWritten);
}

const TYPED = ['name', 'namespace', 'labels', 'annotations', 'finalizers'];

/** As `ApiObjectMetadata` of cdk8s has it; what that does not name may be anything. */
function isTyped(key: string, value: Json): boolean {
  if (key === 'apiObject') return false;
  if (key === 'ownerReferences') return Array.isArray(value) && value.every(isOwner);
  return !TYPED.includes(key) || fitsType({ [key]: value }, 'ObjectMeta');
}

const isOwner = (owner: Json): boolean =>
  isJsonObject(owner) &&
  fitsType(owner, 'OwnerReference') &&
  ['apiVersion', 'kind', 'name', 'uid'].every((key) => isText(owner[key]));
