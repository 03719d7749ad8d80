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
