import type { JsonObject } from '@outrider/core';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` laid upon `base`: objects key by key, everything else (lists too) replaced. */
export function merge<T extends object>(base: T, over: object): T {
  const result = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = result.get(key);
    result.set(key, isObject(before) && isObject(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(result) as T;
}
