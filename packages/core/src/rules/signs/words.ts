import type { ResourceAmounts } from '../../quantity/resource-list.ts';

/** `a`, `a and b`, `a, b and c`. */
export const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Names in quotation marks: `"a" and "b"`. */
export const named = (names: readonly string[]): string => joined(names.map((name) => `"${name}"`));

/** `cpu 100m, memory 64Mi`; the order is that of `names`, and an absent amount is left out. */
export const amountsOf = (amounts: ResourceAmounts, names: readonly string[]): string =>
  names.flatMap((name) => (Object.hasOwn(amounts, name) ? [`${name} ${amounts[name]}`] : [])).join(', ');
