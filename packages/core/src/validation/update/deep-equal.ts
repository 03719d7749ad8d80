/**
 * Whether the server takes two stored values for the same: absent, empty and null are, and so are quantities of one
 * amount, which both sides of an update have been given in one form.
 */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isNothing(left) && isNothing(right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(own(left, key), own(right, key)));
}

const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
