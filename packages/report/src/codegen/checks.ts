import { isJsonObject, type Json, type JsonArray, type JsonObject } from '@outrider/core';

export const isText = (value: Json | undefined): value is string => typeof value === 'string';

export const isList = (value: Json | undefined): value is JsonArray => Array.isArray(value);

export const isTexts = (value: Json | undefined): value is readonly string[] =>
  isList(value) && value.every(isText);

/** Strings under every key. */
export const isTextMap = (value: Json | undefined): value is Readonly<Record<string, string>> =>
  isJsonObject(value) && Object.values(value).every(isText);

/** Names as the types of the builder take them. */
export const isLabel = (value: Json | undefined): value is string =>
  isText(value) && value.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value);

export const isPortName = (value: Json | undefined): value is string =>
  isLabel(value) && /[a-z]/.test(value) && !value.includes('--');

/** `/` and what follows, on one line: longer texts are joined, and then no longer literals to the compiler. */
export const isPath = (value: Json | undefined): value is string =>
  isText(value) && value.startsWith('/') && !value.includes('\n');

export const isCpu = (value: Json | undefined): value is string =>
  isText(value) && /^\d{1,9}(\.\d{1,9})?(m|[eE]\d{1,2})?$/.test(value);

export const isMemory = (value: Json | undefined): value is string =>
  isText(value) && /^\d{1,19}(\.\d{1,9})?([kMGTPE]|[KMGTPE]i|[eE]\d{1,2})?$/.test(value);

/**
 * Named things in a list as entries of a record that keeps their order; `undefined` if one has no name, two have the
 * same, or JavaScript would sort them (names that are numbers) or take them for something else.
 */
export function byName(items: Json | undefined): readonly (readonly [string, JsonObject])[] | undefined {
  if (!isList(items)) return undefined;
  const entries = items.map((item) => {
    if (!isJsonObject(item)) return undefined;
    const { name, ...fields } = item;
    return isText(name) && isKey(name) ? ([name, fields] as const) : undefined;
  });
  const known = entries.filter((entry) => entry !== undefined);
  const isWhole = known.length === items.length && new Set(known.map(([key]) => key)).size === items.length;
  return isWhole && items.length > 0 ? known : undefined;
}

export const isKey = (key: string): boolean => key !== '__proto__' && !/^\d+$/.test(key);
