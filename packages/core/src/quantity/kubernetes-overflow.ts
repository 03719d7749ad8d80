import { exponentOf, readQuantity, split } from './parse-quantity.ts';
import { losesSuffix, printCanonical, printQuantity } from './print-quantity.ts';
import { inUnitsOf, isInt64, MILLI, milliValue, power10, type Quantity, value } from './quantity.ts';

/**
 * What Kubernetes makes of an amount, where that is not the amount:
 * `digitless-zero` a text without a digit is zero, `verbatim-cached` it prints as typed rather than canonical,
 * `milli-overflow` and `value-overflow` the number its components compute with is wrong, `suffix-lost` it prints
 * without its suffix, `negative-rounding` a negative one is rounded up, `int32-exponent-wrap` the exponent is cut.
 */
export type QuantityQuirk =
  | 'digitless-zero'
  | 'verbatim-cached'
  | 'milli-overflow'
  | 'value-overflow'
  | 'suffix-lost'
  | 'negative-rounding'
  | 'int32-exponent-wrap';

/** `Value()` as Kubernetes computes it: an int64 that overflows without a word. */
export const kubernetesValue = (quantity: Quantity): bigint => scaledValue(quantity, 0);

/** `MilliValue()` as Kubernetes computes it: 0 or a wrapped number from about 9.2e15 up. */
export const kubernetesMilliValue = (quantity: Quantity): bigint => scaledValue(quantity, MILLI);

const wrap64 = (integer: bigint): bigint => BigInt.asIntN(64, integer);

function scaledValue(quantity: Quantity, unit: number): bigint {
  return quantity.int64 ? int64Value(quantity, unit) : decimalValue(quantity, unit);
}

/** Steps for which Kubernetes multiplies at once and then hands out the wrapped product. */
const WRAPPING_STEPS: readonly number[] = [1, 2, 3, 6, 9];

/** An int64 scaled up wraps, or is 0, once it overflows. */
function int64Value(quantity: Quantity, unit: number): bigint {
  const { unscaled, scale } = quantity;
  if (scale < unit) return inUnitsOf(quantity, unit);
  const digits = Number(BigInt.asIntN(32, BigInt(scale - unit)));
  if (digits <= 0 || unscaled === 0n) return unscaled;
  const scaled = digits > 19 ? undefined : unscaled * power10(digits);
  if (scaled !== undefined && WRAPPING_STEPS.includes(digits)) return wrap64(scaled);
  return scaled !== undefined && isInt64(scaled) ? scaled : 0n;
}

/** A big decimal is cut to 64 bits; one rounded down to units is rounded up, even if negative. */
function decimalValue({ unscaled, scale }: Quantity, unit: number): bigint {
  const digits = unit - scale;
  if (digits <= 0) return digits < -64 ? 0n : wrap64(unscaled * power10(-digits));
  const divisor = power10(digits);
  if (digits < 19 && unscaled < 2n ** 63n - 1n) {
    const low = wrap64(unscaled);
    return low / divisor + (low % divisor === 0n ? 0n : 1n);
  }
  const quotient = unscaled / divisor;
  const rest = unscaled % divisor;
  return wrap64(rest === 0n ? quotient : quotient + (rest < 0n ? 0n : 1n));
}

/** What the SDK must tell of a quantity as typed; empty for a text that is no quantity. */
export function quantityQuirks(text: string): readonly QuantityQuirk[] {
  const quantity = readQuantity(text);
  const parts = split(text);
  if (typeof quantity === 'string' || parts === undefined) return [];
  if (!parts.hasDigit) return ['digitless-zero'];
  if (exponentWraps(parts.suffix)) return ['int32-exponent-wrap'];
  return [...printingQuirks(quantity), ...overflows(quantity)];
}

/** Exponents near the edge of an int32 wrap as soon as Kubernetes converts them. */
function exponentWraps(suffix: string): boolean {
  const exponent = exponentOf(suffix);
  if (exponent === undefined) return false;
  return exponent > 2n ** 31n - 4n || exponent < -(2n ** 31n);
}

function printingQuirks(quantity: Quantity): readonly QuantityQuirk[] {
  const quirks: QuantityQuirk[] = [];
  if (printQuantity(quantity) !== printCanonical(quantity)) quirks.push('verbatim-cached');
  if (losesSuffix(quantity)) quirks.push('suffix-lost');
  return quirks;
}

/** Which of the numbers that Kubernetes computes with are wrong. */
export function overflows(quantity: Quantity): readonly QuantityQuirk[] {
  const quirks: QuantityQuirk[] = [];
  const [units, millis] = [value(quantity), milliValue(quantity)];
  if (!isInt64(millis)) quirks.push('milli-overflow');
  if (!isInt64(units)) quirks.push('value-overflow');
  const roundsWrong =
    (isInt64(units) && units !== kubernetesValue(quantity)) ||
    (isInt64(millis) && millis !== kubernetesMilliValue(quantity));
  if (roundsWrong) quirks.push('negative-rounding');
  return quirks;
}
