import { add, multiply, subtract } from '../quantity/arithmetic.ts';
import { readQuantity } from '../quantity/parse-quantity.ts';
import { printCanonical } from '../quantity/print-quantity.ts';
import { isZero, type Quantity, type QuantityFormat, ZERO } from '../quantity/quantity.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import { byCodeUnit } from './order.ts';

/** Requests and limits; as a delta every name of either side, negative amounts with a minus sign. */
export interface Amounts {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

export interface AmountsDiff {
  readonly before: Amounts;
  readonly after: Amounts;
  readonly delta: Amounts;
}

export const NOTHING: Amounts = { requests: {}, limits: {} };

export const diffAmounts = (before: Amounts, after: Amounts): AmountsDiff => ({
  before,
  after,
  delta: amountsDelta(before, after),
});

export const amountsDelta = (before: Amounts, after: Amounts): Amounts => ({
  requests: combine(after.requests, before.requests, subtract),
  limits: combine(after.limits, before.limits, subtract),
});

export const timesAmounts = ({ requests, limits }: Amounts, factor: number): Amounts => ({
  requests: times(requests, factor),
  limits: times(limits, factor),
});

/** Sums, each quantity read once and each sum printed once. */
export const sumAmounts = (all: readonly Amounts[]): Amounts => ({
  requests: sumOf(all.map(({ requests }) => requests)),
  limits: sumOf(all.map(({ limits }) => limits)),
});

function sumOf(all: readonly ResourceAmounts[]): ResourceAmounts {
  const sums = new Map<string, Quantity>();
  for (const amounts of all) {
    for (const name of Object.keys(amounts)) {
      const [sum, amount] = [sums.get(name) ?? ZERO, amountOf(amounts, name)];
      sums.set(name, { ...add(sum, amount), format: formatOf(sum, amount) });
    }
  }
  const names = [...sums.keys()].sort(byCodeUnit);
  return Object.fromEntries(names.map((name) => [name, printCanonical(sums.get(name) ?? ZERO)]));
}

const times = (amounts: ResourceAmounts, factor: number): ResourceAmounts =>
  combine(amounts, {}, (amount) => multiply(amount, factor));

/** Name by name, in the order of their code units; a name that one side lacks is zero there. */
function combine(
  left: ResourceAmounts,
  right: ResourceAmounts,
  operation: (left: Quantity, right: Quantity) => Quantity,
): ResourceAmounts {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(byCodeUnit);
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [amountOf(left, name), amountOf(right, name)];
      return [name, printCanonical({ ...operation(a, b), format: formatOf(a, b) })];
    }),
  );
}

/** Amounts come from our own printer. */
export function amountOf(amounts: ResourceAmounts, name: string): Quantity {
  const quantity = Object.hasOwn(amounts, name) ? readQuantity(amounts[name] ?? '0') : ZERO;
  return typeof quantity === 'string' ? ZERO : quantity;
}

/** The same whichever side is the base, and binary before decimal; Kubernetes would take the left one's. */
function formatOf(left: Quantity, right: Quantity): QuantityFormat {
  if (isZero(left)) return right.format;
  if (isZero(right)) return left.format;
  return left.format < right.format ? left.format : right.format;
}
