import { isObject } from './merge.ts';

/** cdk8s sorts the keys of what it emits unless this variable is set; what is put in afterwards does likewise. */
const sorting = (): boolean => !process.env['CDK8S_DISABLE_SORT'];

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const sortedDeep = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sortedDeep(item)] as const)
      .toSorted(byKey),
  );
};

/** The object with its keys, and those of all inside, in cdk8s' order. */
export const inOrder = <T extends object>(object: T): T => (sorting() ? (sortedDeep(object) as T) : object);

/** The object with its own keys in cdk8s' order; what is inside is in order already. */
export const ownInOrder = <T extends object>(object: T): T =>
  sorting() ? (Object.fromEntries(Object.entries(object).toSorted(byKey)) as T) : object;
