import { isZero, power10, type Quantity, type QuantityFormat, value } from './quantity.ts';

const DECIMAL_SUFFIXES: ReadonlyMap<number, string> = new Map([
  [-9, 'n'],
  [-6, 'u'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
  [6, 'M'],
  [9, 'G'],
  [12, 'T'],
  [15, 'P'],
  [18, 'E'],
]);

const BINARY_SUFFIXES: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The text Kubernetes prints: canonical, or as typed where that is good enough. */
export const printQuantity = (quantity: Quantity): string => quantity.text ?? printCanonical(quantity);

/** The canonical form, as printed after any arithmetic: no fraction, the largest suffix. */
export function printCanonical(quantity: Quantity): string {
  if (isZero(quantity)) return '0';
  const { mantissa, exponent, format } = canonicalParts(quantity);
  return `${mantissa}${suffixOf(exponent, format) ?? ''}`;
}

/** Whether the amount outgrew the suffixes, so that Kubernetes prints a text without one. */
export function losesSuffix(quantity: Quantity): boolean {
  if (isZero(quantity)) return false;
  const { exponent, format } = canonicalParts(quantity);
  return suffixOf(exponent, format) === undefined;
}

interface CanonicalParts {
  readonly mantissa: string;
  /** Of ten, or of 1024 where the format is binary. */
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function canonicalParts(quantity: Quantity): CanonicalParts {
  const bytes = quantity.format === 'BinarySI' ? wholeNumber(quantity) : undefined;
  if (bytes !== undefined && (bytes >= 1024n || bytes <= -1024n)) return binaryParts(bytes);
  return decimalParts(quantity, quantity.format === 'BinarySI' ? 'DecimalSI' : quantity.format);
}

function wholeNumber(quantity: Quantity): bigint | undefined {
  const whole = value(quantity);
  return quantity.scale >= 0 || quantity.unscaled === whole * power10(-quantity.scale) ? whole : undefined;
}

function binaryParts(bytes: bigint): CanonicalParts {
  let mantissa = bytes;
  let exponent = 0;
  for (; mantissa % 1024n === 0n; exponent++) mantissa /= 1024n;
  return { mantissa: mantissa.toString(), exponent, format: 'BinarySI' };
}

function decimalParts({ unscaled, scale }: Quantity, format: QuantityFormat): CanonicalParts {
  const digits = unscaled.toString();
  let length = digits.length;
  while (digits.charAt(length - 1) === '0') length--;
  const exponent = scale + digits.length - length;
  const aside = ((exponent % 3) + 3) % 3;
  return {
    mantissa: digits.slice(0, length) + '0'.repeat(aside),
    exponent: exponent - aside,
    format,
  };
}

function suffixOf(exponent: number, format: QuantityFormat): string | undefined {
  switch (format) {
    case 'DecimalSI':
      return DECIMAL_SUFFIXES.get(exponent);
    case 'BinarySI':
      return BINARY_SUFFIXES[exponent];
    case 'DecimalExponent':
      return exponent === 0 ? '' : `e${exponent}`;
  }
}
