import { add, compare } from './arithmetic.ts';
import { readJsonQuantity } from './parse-quantity.ts';
import { printQuantity } from './print-quantity.ts';
import { isZero, type Quantity } from './quantity.ts';

/** Quantities by resource name, as they stand in an object: `{ cpu: '250m', memory: '1Gi' }`. */
export type ResourceAmounts = Readonly<Record<string, string>>;

/** Amounts by resource name. An absent name is not a zero. */
export type ResourceList = ReadonlyMap<string, Quantity>;

export const EMPTY: ResourceList = new Map();

/** Every sum of a Pod reads the same few objects again; they are never changed. */
const known = new WeakMap<ResourceAmounts, ResourceList>();

/** Amounts as they stand in an object. What is no quantity is left out: the API server refuses it anyway. */
export function readList(amounts: ResourceAmounts | undefined): ResourceList {
  if (amounts === undefined) return EMPTY;
  const before = known.get(amounts);
  if (before !== undefined) return before;
  const list = readAmounts(amounts);
  known.set(amounts, list);
  return list;
}

function readAmounts(amounts: ResourceAmounts): ResourceList {
  const list = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(amounts)) {
    const quantity = readJsonQuantity(text);
    if (typeof quantity !== 'string') list.set(name, quantity);
  }
  return list;
}

/** Canonical texts, names in alphabetical order as Kubernetes prints a map. */
export const printList = (list: ResourceList): ResourceAmounts =>
  Object.fromEntries(
    [...list.keys()].sort().map((name) => [name, printQuantity(list.get(name) as Quantity)]),
  );

/** Adds name by name; the first amount's notation stays. */
export function addLists(...all: readonly ResourceList[]): ResourceList {
  const lists = all.filter((list) => list.size > 0);
  if (lists.length < 2) return lists[0] ?? EMPTY;
  const sum = new Map<string, Quantity>();
  for (const list of lists) {
    for (const [name, quantity] of list) {
      const before = sum.get(name);
      sum.set(name, before === undefined ? quantity : add(before, quantity));
    }
  }
  return sum;
}

/** The greatest amount name by name, never the greater list; an earlier one wins a tie. */
export function maxLists(...all: readonly ResourceList[]): ResourceList {
  const lists = all.filter((list) => list.size > 0);
  if (lists.length < 2) return lists[0] ?? EMPTY;
  const greatest = new Map<string, Quantity>();
  for (const list of lists) {
    for (const [name, quantity] of list) {
      const before = greatest.get(name);
      if (before === undefined || compare(quantity, before) > 0) greatest.set(name, quantity);
    }
  }
  return greatest;
}

/** Those of `list` whose name passes. */
export const onlyNames = (list: ResourceList, passes: (name: string) => boolean): ResourceList =>
  new Map([...list].filter(([name]) => passes(name)));

export const hasAmount = (list: ResourceList, name: string): boolean => {
  const quantity = list.get(name);
  return quantity !== undefined && !isZero(quantity);
};
