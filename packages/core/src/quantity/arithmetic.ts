import { inUnitsOf, isInt64, isZero, type Quantity, type QuantityFormat, sign } from './quantity.ts';

/** `left + right`. The format is the left one's, unless that is zero. */
export function add(left: Quantity, right: Quantity): Quantity {
  const format = isZero(left) ? right.format : left.format;
  if (left.int64 && right.int64) {
    if (isZero(right)) return { unscaled: left.unscaled, scale: left.scale, format, int64: true };
    if (isZero(left)) return { unscaled: right.unscaled, scale: right.scale, format, int64: true };
  }
  return sum(left, right, format);
}

/** `left - right`. The format is the left one's, unless that is zero. */
export const subtract = (left: Quantity, right: Quantity): Quantity => add(left, negate(right));

export const negate = ({ unscaled, scale, format, int64 }: Quantity): Quantity => ({
  unscaled: -unscaled,
  scale,
  format,
  int64,
});

function sum(left: Quantity, right: Quantity, format: QuantityFormat): Quantity {
  const scale = Math.min(left.scale, right.scale);
  const terms = [inUnitsOf(left, scale), inUnitsOf(right, scale)] as const;
  const unscaled = terms[0] + terms[1];
  const int64 = left.int64 && right.int64 && [...terms, unscaled].every(isInt64);
  return { unscaled, scale, format, int64 };
}

/** `quantity × factor`, exact. */
export function multiply({ unscaled, scale, format, int64 }: Quantity, factor: number): Quantity {
  const product = unscaled * BigInt(factor);
  return { unscaled: product, scale, format, int64: int64 && isInt64(product) };
}

/** By amount, whatever the notation: -1, 0 or 1. */
export function compare(left: Quantity, right: Quantity): -1 | 0 | 1 {
  if (left.scale === right.scale) return order(left.unscaled, right.unscaled);
  if (sign(left) !== sign(right)) return order(BigInt(sign(left)), BigInt(sign(right)));
  const scale = Math.min(left.scale, right.scale);
  return order(inUnitsOf(left, scale), inUnitsOf(right, scale));
}

const order = (left: bigint, right: bigint): -1 | 0 | 1 => (left === right ? 0 : left < right ? -1 : 1);

/** The greater one; the left one of equals. */
export const max = (left: Quantity, right: Quantity): Quantity => (compare(right, left) > 0 ? right : left);
