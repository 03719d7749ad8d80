/** How a quantity is written: `1.5G`, `1Gi`, `12e6`. Named as `k8s.io/apimachinery/pkg/api/resource` does. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/**
 * An amount of a resource: `unscaled × 10^scale`, exact (R-140 … R-151).
 *
 * Plain data. Make one with `parseQuantity`, compute with `add`, `subtract`, `compare`, read it with `value`,
 * `milliValue` and `printQuantity`.
 */
export interface Quantity {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly format: QuantityFormat;
  /**
   * Whether Kubernetes keeps it in an int64 or in a big decimal. Never changes the amount, only what
   * Kubernetes makes of amounts too large for it.
   */
  readonly int64: boolean;
  /** The text it was read from, where Kubernetes prints that back unchanged. */
  readonly text?: string;
}

export const ZERO: Quantity = { unscaled: 0n, scale: 0, format: 'DecimalSI', int64: true };

export const NANO: number = -9;
export const MILLI: number = -3;

/** An amount of 10^10000 or more is taken as if its exponent ended there: nobody owns that much memory. */
const MAX_SCALE = 10_000;

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

export const isInt64 = (integer: bigint): boolean => MIN_INT64 <= integer && integer <= MAX_INT64;

/** The largest amount whose thousandths fit an int64: beyond it Kubernetes' `MilliValue` overflows (R-149). */
export const MAX_MILLI: bigint = MAX_INT64 / 1000n;

/** The largest amount of a binary quantity. */
export const MAX_BINARY: bigint = MAX_INT64;

const POWERS: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

export const power10 = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent);

export const isZero = (quantity: Quantity): boolean => quantity.unscaled === 0n;

/** 1, 0 or -1. */
export const sign = ({ unscaled }: Quantity): -1 | 0 | 1 => (unscaled === 0n ? 0 : unscaled < 0n ? -1 : 1);

/** An integer as a quantity, like `resource.NewQuantity`. */
export const quantityOf = (
  integer: bigint,
  format: QuantityFormat = 'DecimalSI',
  scale: number = 0,
): Quantity => ({
  unscaled: integer,
  scale,
  format,
  int64: isInt64(integer),
});

/** Divides by 10^digits, away from zero. */
export function divideAwayFromZero(integer: bigint, digits: number): bigint {
  if (digits <= 0) return integer * power10(-digits);
  const divisor = power10(digits);
  const quotient = integer / divisor;
  if (quotient * divisor === integer) return quotient;
  return quotient + (integer < 0n ? -1n : 1n);
}

/** The amount in units of 10^unit, rounded away from zero. */
export const inUnitsOf = ({ unscaled, scale }: Quantity, unit: number): bigint =>
  divideAwayFromZero(unscaled, Math.min(unit, MAX_SCALE) - Math.min(scale, MAX_SCALE));

/** `Value()`, exact: whole units, rounded away from zero. */
export const value = (quantity: Quantity): bigint => inUnitsOf(quantity, 0);

/** `MilliValue()`, exact: thousandths, rounded away from zero. */
export const milliValue = (quantity: Quantity): bigint => inUnitsOf(quantity, MILLI);

/** Rounds away from zero to thousandths, as every stored resource list is. */
export function roundUpToMilli(quantity: Quantity): Quantity {
  if (quantity.int64 && quantity.scale >= MILLI) return quantity;
  if (quantity.scale > MAX_SCALE) return quantity;
  return {
    unscaled: inUnitsOf(quantity, MILLI),
    scale: MILLI,
    format: quantity.format,
    int64: quantity.int64,
  };
}
