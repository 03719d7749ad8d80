import type { Json } from '../json.ts';
import {
  divideAwayFromZero,
  isInt64,
  MAX_BINARY,
  NANO,
  power10,
  type Quantity,
  type QuantityFormat,
  ZERO,
} from './quantity.ts';

/** Why a text is no quantity, named as in `k8s.io/apimachinery/pkg/api/resource`. */
export type QuantityErrorName = 'ErrFormatWrong' | 'ErrNumeric' | 'ErrSuffix';

/** Kubernetes' own words for each error. */
export const QUANTITY_ERRORS: Readonly<Record<QuantityErrorName, string>> = {
  ErrFormatWrong:
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ErrNumeric: 'unable to parse numeric part of quantity',
  ErrSuffix: "unable to parse quantity's suffix",
};

export class QuantitySyntaxError extends SyntaxError {
  override readonly name = 'QuantitySyntaxError';
  readonly reason: QuantityErrorName;

  constructor(text: string, reason: QuantityErrorName) {
    super(`Cannot parse quantity ${JSON.stringify(text)}: ${QUANTITY_ERRORS[reason]}`);
    this.reason = reason;
  }
}

/**
 * Reads a quantity as `resource.ParseQuantity` does: no spaces, case counts, any size (R-140 … R-145).
 *
 * @throws QuantitySyntaxError with Kubernetes' reason
 */
export function parseQuantity(text: string): Quantity {
  const result = readQuantity(text);
  if (typeof result === 'string') throw new QuantitySyntaxError(text, result);
  return result;
}

/** {@link parseQuantity} that returns the error's name instead of throwing. */
export function readQuantity(text: string): Quantity | QuantityErrorName {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const result = readNewQuantity(text);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  if (text.length <= LONGEST_KNOWN) KNOWN.set(text, result);
  return result;
}

/** Manifests say the same few amounts over and over, and each is asked for several times. */
const KNOWN = new Map<string, Quantity | QuantityErrorName>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 32;

function readNewQuantity(text: string): Quantity | QuantityErrorName {
  if (text === '') return 'ErrFormatWrong';
  const parts = split(text);
  if (parts === undefined) return 'ErrFormatWrong';
  const suffix = interpretSuffix(parts.suffix);
  if (suffix === undefined) return 'ErrSuffix';
  return int64Quantity(text, parts, suffix) ?? decimalQuantity(parts, suffix);
}

/**
 * Reads what stands in a JSON manifest: a string (surrounding space is trimmed), a bare number, or `null`,
 * which is zero. A number is taken by its shortest text, as the conversion of YAML to JSON writes it.
 */
export function readJsonQuantity(json: Json): Quantity | QuantityErrorName {
  if (json === null) return ZERO;
  if (typeof json === 'number') return readQuantity(String(json));
  return typeof json === 'string' ? readQuantity(trimSpace(json)) : 'ErrFormatWrong';
}

/** Reads the raw token of a JSON text, as `Quantity.UnmarshalJSON` does: `1.0`, `"1Gi"`, `null`. */
export function readJsonToken(token: string): Quantity | QuantityErrorName {
  if (token === 'null') return ZERO;
  return readQuantity(trimSpace(/^".*"$/s.test(token) ? token.slice(1, -1) : token));
}

/** White space as Go's `strings.TrimSpace` knows it. */
function trimSpace(text: string): string {
  const isSpace = (index: number) => /[\s\u0085]/.test(text.charAt(index)) && text.charAt(index) !== '\uFEFF';
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(start)) start++;
  while (start < end && isSpace(end - 1)) end--;
  return text.slice(start, end);
}

interface Parts {
  readonly negative: boolean;
  /** Digits before the dot without leading zeros; `0` if there are none. */
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
  /** Whether the number has a digit at all: `m` and `.Gi` have none. */
  readonly hasDigit: boolean;
}

/** Sign, digits, suffix. Stepwise, so that no text can make it backtrack. */
export function split(text: string): Parts | undefined {
  let position = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = position;
    const [found = ''] = pattern.exec(text) ?? [];
    position += found.length;
    return found;
  };
  const negative = take(/[+-]?/y) === '-';
  const zeros = take(/0*/y);
  const digits = take(/[0-9]*/y);
  const fraction = take(/\.?/y) === '' ? '' : take(/[0-9]*/y);
  const suffix = take(/[eEinumkKMGTP]*/y) + take(/[-+]?/y) + take(/[0-9]*/y);
  if (position < text.length) return undefined;
  const hasDigit = zeros + digits + fraction !== '';
  return { negative, whole: digits || '0', fraction, suffix, hasDigit };
}

export interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const decimal = (exponent: number): Suffix => ({ base: 10, exponent, format: 'DecimalSI' });
const binary = (exponent: number): Suffix => ({ base: 2, exponent, format: 'BinarySI' });

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ['n', decimal(-9)],
  ['u', decimal(-6)],
  ['m', decimal(-3)],
  ['', decimal(0)],
  ['k', decimal(3)],
  ['M', decimal(6)],
  ['G', decimal(9)],
  ['T', decimal(12)],
  ['P', decimal(15)],
  ['E', decimal(18)],
  ['Ki', binary(10)],
  ['Mi', binary(20)],
  ['Gi', binary(30)],
  ['Ti', binary(40)],
  ['Pi', binary(50)],
  ['Ei', binary(60)],
]);

function interpretSuffix(text: string): Suffix | undefined {
  const known = SUFFIXES.get(text);
  if (known !== undefined) return known;
  const written = exponentOf(text);
  if (written === undefined) return undefined;
  // An exponent is cut to 32 bits, as in Kubernetes.
  return { base: 10, exponent: Number(BigInt.asIntN(32, written)), format: 'DecimalExponent' };
}

/** The exponent of `e3` or `E+3` as written; undefined if the suffix is none or exceeds an int64. */
export function exponentOf(suffix: string): bigint | undefined {
  const digits = /^[eE]([+-]?[0-9]+)$/.exec(suffix)?.[1];
  if (digits === undefined) return undefined;
  const significant = digits.replace(/^[+-]/, '').replace(/^0+/, '');
  if (significant.length > 19) return undefined;
  const exponent = BigInt(significant) * (digits.startsWith('-') ? -1n : 1n);
  return isInt64(exponent) ? exponent : undefined;
}

/** Digits that surely fit an int64 beside the suffix; beyond, Kubernetes takes a big decimal. */
function roomForDigits({ base, exponent }: Suffix, { whole, fraction }: Parts): number {
  if (base === 10) return 18 - whole.length - fraction.length;
  return fraction === '' ? 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1 : -1;
}

/** Kubernetes' fast path: value and scale in an int64. Keeps the text if it is canonical enough (R-147). */
function int64Quantity(text: string, parts: Parts, suffix: Suffix): Quantity | undefined {
  if (roomForDigits(suffix, parts) < 0) return undefined;
  const scale = (suffix.base === 10 ? suffix.exponent : 0) - parts.fraction.length;
  if (scale < NANO) return undefined;
  const digits = parts.whole + parts.fraction;
  const number = BigInt(digits);
  const amount = suffix.base === 10 ? number : number << BigInt(suffix.exponent);
  const quantity: Quantity = {
    unscaled: parts.negative ? -amount : amount,
    scale,
    format: suffix.format,
    int64: true,
  };
  const verbatim =
    suffix.base === 2
      ? (number & 7n) !== 0n
      : scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
  return verbatim ? { ...quantity, text } : quantity;
}

/** Kubernetes' slow path: a big decimal, rounded to nano away from zero and capped if binary (R-143 … R-145). */
function decimalQuantity(parts: Parts, suffix: Suffix): Quantity | QuantityErrorName {
  if (!parts.hasDigit) return 'ErrNumeric';
  const digits = BigInt(parts.whole + parts.fraction);
  const shift = suffix.base === 10 ? suffix.exponent : 0;
  const rounded = roundToNano(
    suffix.base === 10 ? digits : digits << BigInt(suffix.exponent),
    shift - parts.fraction.length,
  );
  const magnitude = suffix.base === 2 ? cap(rounded) : rounded;
  const belowOne = magnitude.unscaled > 0n && magnitude.unscaled < power10(-Math.min(magnitude.scale, 0));
  return {
    unscaled: parts.negative ? -magnitude.unscaled : magnitude.unscaled,
    scale: magnitude.scale,
    format: suffix.format === 'BinarySI' && belowOne ? 'DecimalSI' : suffix.format,
    int64: false,
  };
}

interface Magnitude {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** In nano, as Kubernetes keeps it; scales so large that this would fill the memory stay as they are. */
function roundToNano(unscaled: bigint, scale: number): Magnitude {
  if (unscaled === 0n || scale > 100) return { unscaled, scale: unscaled === 0n ? 0 : scale };
  if (scale < NANO - unscaled.toString().length) return { unscaled: 1n, scale: NANO };
  return { unscaled: divideAwayFromZero(unscaled, NANO - scale), scale: NANO };
}

const cap = (magnitude: Magnitude): Magnitude =>
  magnitude.scale === NANO && magnitude.unscaled > MAX_BINARY * power10(-NANO)
    ? { unscaled: MAX_BINARY, scale: 0 }
    : magnitude;
