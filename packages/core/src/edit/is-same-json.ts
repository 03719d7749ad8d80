import { isJsonObject, type Json, own } from '../json.ts';

/** Whether two values are equal; the order of keys says nothing. */
export function isSameJson(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [a as readonly Json[], b as readonly Json[]];
    return (
      left.length === right.length && left.every((item, index) => isSameJson(item, right[index] ?? null))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      const value = own(b, key);
      return value !== undefined && isSameJson(a[key] ?? null, value);
    })
  );
}
