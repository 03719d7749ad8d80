/**
 * JSON text in which the order of keys does not count: equal texts are equal values. Absent and `undefined` are
 * the same. Values come from the decoder, which bounds their depth.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${entries.sort().join()}}`;
}

export const sameValue = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);
