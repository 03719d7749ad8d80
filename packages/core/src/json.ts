/** JSON as a manifest holds it once its YAML has been read. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;

export type JsonArray = readonly Json[];

/** Keys are plain data: `__proto__` and friends are own properties like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own value under `key`; inherited names such as `constructor` are absent. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The own text under `key`; empty if it is absent or anything but a string. */
export function ownText(object: JsonObject, key: string): string {
  const value = own(object, key);
  return typeof value === 'string' ? value : '';
}

/** The value at these keys and indexes; `undefined` where the way does not lead there. */
export function at(value: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined {
  let found = value;
  for (const step of steps) {
    if (typeof step === 'number') found = Array.isArray(found) ? (found as JsonArray)[step] : undefined;
    else found = isJsonObject(found) ? own(found, step) : undefined;
  }
  return found;
}

/** The object there; empty if there is none. */
export function objectAt(value: Json | undefined, ...steps: readonly (string | number)[]): JsonObject {
  const found = at(value, ...steps);
  return isJsonObject(found) ? found : {};
}

/** The list there; empty if there is none. */
export function listAt(value: Json | undefined, ...steps: readonly (string | number)[]): JsonArray {
  const found = at(value, ...steps);
  return Array.isArray(found) ? (found as JsonArray) : [];
}

/** The text there, `undefined` if it is none. */
export function textAt(value: Json | undefined, ...steps: readonly (string | number)[]): string | undefined {
  const found = at(value, ...steps);
  return typeof found === 'string' ? found : undefined;
}

/** The number there, `undefined` if it is none. */
export function numberAt(
  value: Json | undefined,
  ...steps: readonly (string | number)[]
): number | undefined {
  const found = at(value, ...steps);
  return typeof found === 'number' ? found : undefined;
}

/** The entries of the object there whose values are texts: labels, annotations, `data`. */
export const textsAt = (
  value: Json | undefined,
  ...steps: readonly (string | number)[]
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectAt(value, ...steps)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
