import { describe, expect, it } from 'vitest';
import { add, subtract } from './arithmetic.ts';
import { parseQuantity, readQuantity } from './parse-quantity.ts';
import { printCanonical, printQuantity } from './print-quantity.ts';
import { roundUpToMilli, value } from './quantity.ts';

describe('suffixes (R-141)', () => {
  it.each([
    ['1E', 10n ** 18n],
    ['1E3', 1000n],
    ['1e+3', 1000n],
    ['2e-3', 1n],
    ['1k', 1000n],
    ['1M', 10n ** 6n],
    ['1Ki', 1024n],
    ['1Mi', 2n ** 20n],
    ['1Ei', 2n ** 60n],
  ])('%s is %s whole units, rounded up (R-141, R-148)', (text, units) => {
    expect(value(parseQuantity(text))).toBe(units);
  });

  it.each([
    ['1K', 'ErrSuffix'],
    ['1ki', 'ErrSuffix'],
    ['1KB', 'ErrFormatWrong'],
    ['1g', 'ErrFormatWrong'],
    ['1B', 'ErrFormatWrong'],
    ['1 Gi', 'ErrFormatWrong'],
  ])('case counts: %s is refused with %s (R-141)', (text, reason) => {
    expect(readQuantity(text)).toBe(reason);
  });
});

describe('precision and cap', () => {
  it.each([
    ['0.0000000001', '1n'],
    ['-0.0000000001', '-1n'],
    ['1.0000000001', '1000000001n'],
    ['1e-12', '1e-9'],
  ])('%s is kept as %s: finer than a nano rounds away from zero (R-143)', (text, printed) => {
    expect(printCanonical(parseQuantity(text))).toBe(printed);
  });

  it.each([
    ['1n', '1m'],
    ['1000001u', '1001m'],
    ['0.0015', '2m'],
  ])('%s is stored as %s, rounded up to a thousandth (R-071, R-143)', (text, printed) => {
    expect(printQuantity(roundUpToMilli(parseQuantity(text)))).toBe(printed);
  });

  it.each([
    ['7Ei', 7n * 2n ** 60n],
    ['8Ei', 2n ** 63n - 1n],
    ['999Ei', 2n ** 63n - 1n],
    ['-999Ei', -(2n ** 63n - 1n)],
    ['10E', 10n ** 19n],
    ['1e30', 10n ** 30n],
  ])('%s is %s: only binary amounts stop at 2^63-1 (R-144)', (text, units) => {
    expect(value(parseQuantity(text))).toBe(units);
  });
});

describe('notation', () => {
  it.each([
    ['1', 'DecimalSI'],
    ['1500m', 'DecimalSI'],
    ['1Gi', 'BinarySI'],
    ['1e3', 'DecimalExponent'],
    ['1E3', 'DecimalExponent'],
    ['0.0001Ki', 'DecimalSI'],
    ['0.5Ki', 'BinarySI'],
  ])('%s has format %s, by its suffix; below one no binary one (R-145)', (text, format) => {
    expect(parseQuantity(text).format).toBe(format);
  });

  it.each([
    ['1e1', '4250m', '14250e-3'],
    ['4250m', '1e1', '14250m'],
    ['1e3', '1k', '2e3'],
    ['1k', '1e3', '2k'],
    ['1Gi', '1G', '2073741824'],
    ['1Gi', '1073741824', '2Gi'],
    ['0', '1e3', '1e3'],
    ['0', '1Gi', '1Gi'],
  ])(
    '%s + %s prints %s: the first addend keeps its notation unless it is zero (R-011, R-151)',
    (left, right, sum) => {
      expect(printCanonical(add(parseQuantity(left), parseQuantity(right)))).toBe(sum);
    },
  );

  it('a difference keeps the notation of what it is taken from (R-151)', () => {
    const difference = (left: string, right: string) =>
      printCanonical(subtract(parseQuantity(left), parseQuantity(right)));
    expect(difference('2Gi', '1073741824')).toBe('1Gi');
    expect(difference('2147483648', '1Gi')).toBe('1073741824');
    expect(difference('3e3', '1k')).toBe('2e3');
    expect(difference('0', '1Gi')).toBe('-1Gi');
  });
});
