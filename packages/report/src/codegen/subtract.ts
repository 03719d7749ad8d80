import { isJsonObject, type Json, type JsonArray, type JsonObject } from '@outrider/core';

/**
 * What has to be laid over `written` (objects key by key, all else replaced) to make it `wanted`; `undefined` if nothing
 * can, as laying over takes nothing away.
 */
export function subtract(wanted: JsonObject, written: JsonObject): JsonObject | undefined {
  const left = new Map<string, Json>();
  for (const key of Object.keys(written)) if (!Object.hasOwn(wanted, key)) return undefined;
  for (const [key, value] of Object.entries(wanted)) {
    const there = Object.hasOwn(written, key) ? written[key] : undefined;
    if (there !== undefined && isSame(value, there)) continue;
    const over = isJsonObject(value) && isJsonObject(there) ? subtract(value, there) : value;
    if (over === undefined) return undefined;
    left.set(key, over);
  }
  return Object.fromEntries(left);
}

export const isEmpty = (value: JsonObject): boolean => Object.keys(value).length === 0;

export function isSame(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return isSameList(a as JsonArray, b as JsonArray);
  if (!isJsonObject(a) || !isJsonObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  );
}

const isSameList = (a: JsonArray, b: JsonArray): boolean =>
  a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null));

/** Objects laid upon each other: key by key, all else replaced. */
export function overlay(base: JsonObject, over: JsonObject): JsonObject {
  const result = new Map<string, Json>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = result.get(key);
    result.set(key, isJsonObject(before) && isJsonObject(value) ? overlay(before, value) : value);
  }
  return Object.fromEntries(result);
}
