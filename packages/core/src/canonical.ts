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

/** Whether {@link canonical} would write the same of both. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameValue(item, b[index]))
    );
  }
  return isFields(a) && isFields(b) && sameFields(a, b);
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const ownValue = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const sameFields = (a: Fields, b: Fields): boolean =>
  Object.keys(a).every((name) => sameValue(a[name], ownValue(b, name))) &&
  Object.keys(b).every((name) => Object.hasOwn(a, name) || b[name] === undefined);
