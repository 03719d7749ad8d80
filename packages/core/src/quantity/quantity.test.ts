import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resourceVectors } from '../../test/resource-vectors.ts';
import { add, compare, max, multiply, subtract } from './arithmetic.ts';
import {
  kubernetesMilliValue,
  kubernetesValue,
  type QuantityQuirk,
  quantityQuirks,
} from './kubernetes-overflow.ts';
import {
  parseQuantity,
  QuantitySyntaxError,
  readJsonQuantity,
  readJsonToken,
  readQuantity,
} from './parse-quantity.ts';
import { printCanonical, printQuantity } from './print-quantity.ts';
import { milliValue, type Quantity, quantityOf, roundUpToMilli, value, ZERO } from './quantity.ts';

interface QuantityRow {
  readonly input: string;
  readonly error?: string;
  readonly canonical: string;
  readonly format: string;
  readonly value: string;
  readonly milliValue: string;
  readonly exact?: string;
  readonly normalized?: string;
  readonly stored?: string;
  readonly quirk?: readonly QuantityQuirk[];
}

const rows = resourceVectors<QuantityRow>('quantities');
const asIs = ({ unscaled, scale }: Quantity) => ({ unscaled, scale });

describe('quantities as Kubernetes reads and prints them (R-140 … R-150)', () => {
  it.each(rows.filter((row) => row.error !== undefined))(
    '$input is refused with $error',
    ({ input, error }) => {
      expect(readQuantity(input)).toBe(error);
      expect(() => parseQuantity(input)).toThrow(QuantitySyntaxError);
    },
  );

  it.each(rows.filter((row) => row.error === undefined))('$input prints $canonical', (row) => {
    const quantity = parseQuantity(row.input);
    expect(quantity.format).toBe(row.format);
    expect(printQuantity(quantity)).toBe(row.canonical);
    expect(kubernetesValue(quantity).toString()).toBe(row.value);
    expect(kubernetesMilliValue(quantity).toString()).toBe(row.milliValue);
    expect(printQuantity(roundUpToMilli(quantity))).toBe(row.stored ?? row.canonical);
    expect([...quantityQuirks(row.input)].sort()).toEqual([...(row.quirk ?? [])].sort());
    if (row.exact === undefined) return;
    expect(printCanonical(quantity)).toBe(row.normalized ?? row.canonical);
    expect(asIs(subtract(quantity, parseExact(row.exact))).unscaled).toBe(0n);
  });
});

/** An exact decimal of the vectors, read without the parser under test. */
function parseExact(text: string): Quantity {
  const [whole = '', fraction = ''] = text.split('.');
  return quantityOf(BigInt(whole + fraction), 'DecimalSI', -fraction.length);
}

interface OpRow {
  readonly op: 'json' | 'add' | 'sub' | 'cmp';
  readonly json?: string;
  readonly ops?: readonly [string, string];
  readonly canonical?: string;
  readonly cmp?: number;
  readonly error?: string;
}

describe('operations as Kubernetes does them (R-140, R-151)', () => {
  it.each(resourceVectors<OpRow>('quantity-ops').map((row) => [JSON.stringify(row), row] as const))(
    '%s',
    (_, row) => {
      const [left, right] = (row.ops ?? []).map(parseQuantity);
      switch (row.op) {
        case 'json': {
          const read = readJsonToken(row.json ?? '');
          expect(typeof read === 'string' ? read : printQuantity(read)).toBe(row.error ?? row.canonical);
          break;
        }
        case 'add':
          expect(printQuantity(add(left ?? ZERO, right ?? ZERO))).toBe(row.canonical);
          break;
        case 'sub':
          expect(printQuantity(subtract(left ?? ZERO, right ?? ZERO))).toBe(row.canonical);
          break;
        case 'cmp':
          expect(compare(left ?? ZERO, right ?? ZERO)).toBe(row.cmp);
      }
    },
  );

  it('reads what a decoded manifest holds: strings, numbers, null (R-140)', () => {
    const printed = [' 1Gi\n', 0.5, 2, null, true, { cpu: '1' }].map((json) => {
      const read = readJsonQuantity(json);
      return typeof read === 'string' ? read : printQuantity(read);
    });
    expect(printed).toEqual(['1Gi', '500m', '2', '0', 'ErrFormatWrong', 'ErrFormatWrong']);
  });
});

const suffixes = [
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'e3',
  'E-2',
];
const quantityText = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.bigInt(0n, 10n ** 22n),
    fc.nat(999_999_999),
    fc.constantFrom(...suffixes),
  )
  .map(
    ([sign, whole, fraction, suffix]) =>
      `${sign}${whole}${fraction % 3 === 0 ? '' : `.${fraction}`}${suffix}`,
  );

describe('laws of quantities', () => {
  it('parsing what was printed gives the same quantity, 100,000 times (R-146, R-147)', () => {
    const text = fc.oneof(
      quantityText,
      fc.tuple(fc.nat(100_000), fc.constantFrom(...suffixes)).map(([number, suffix]) => `${number}${suffix}`),
    );
    fc.assert(
      fc.property(text, (input) => {
        if (quantityQuirks(input).includes('suffix-lost')) return;
        const quantity = parseQuantity(input);
        for (const printed of [printQuantity(quantity), printCanonical(quantity)]) {
          const again = parseQuantity(printed);
          expect(compare(again, quantity)).toBe(0);
          expect(printCanonical(again)).toBe(printCanonical(quantity));
          expect(printQuantity(parseQuantity(printQuantity(again)))).toBe(printQuantity(again));
        }
      }),
      { numRuns: 100_000 },
    );
  }, 60_000);

  it('adds without losing a nano, in any order (R-149)', () => {
    fc.assert(
      fc.property(quantityText, quantityText, (one, other) => {
        const [left, right] = [parseQuantity(one), parseQuantity(other)];
        expect(compare(add(left, right), add(right, left))).toBe(0);
        expect(compare(subtract(add(left, right), right), left)).toBe(0);
        expect(compare(add(left, left), multiply(left, 2))).toBe(0);
        expect(compare(max(left, right), left)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('rounds away from zero (R-148)', () => {
    fc.assert(
      fc.property(quantityText, (text) => {
        const quantity = parseQuantity(text);
        const magnitude = (integer: bigint) => (integer < 0n ? -integer : integer);
        expect(magnitude(value(quantity)) * 1000n).toBeGreaterThanOrEqual(magnitude(milliValue(quantity)));
        expect(compare(quantityOf(milliValue(quantity), 'DecimalSI', -3), quantity)).toBe(
          compare(roundUpToMilli(quantity), quantity),
        );
      }),
    );
  });
});

describe('hostile quantities', () => {
  const zeros = '0'.repeat(300_000);

  it('refuses a long text in linear time', () => {
    expect(readQuantity(`${zeros}!`)).toBe('ErrFormatWrong');
    expect(readQuantity(`1${zeros} `)).toBe('ErrFormatWrong');
  });

  it.each([
    ['300,000 zeros', `1${zeros}`],
    ['a tiny fraction', `0.${zeros}1`],
    ['a long exponent', `1e${zeros}3`],
    ['the largest exponent of a big decimal', '1234567890123456789e2147483647'],
    ['the least exponent of a big decimal', '1234567890123456789e-2147483648'],
    ['the least exponent', '1e-2147483648'],
    ['the largest exponent', '1e2147483647'],
  ])('%s is read and computed with at once (R-149)', (_, text) => {
    const quantity = parseQuantity(text);
    expect(compare(add(quantity, parseQuantity('1Gi')), quantity)).toBe(1);
    expect(printQuantity(add(quantity, quantity))).not.toBe('');
    expect(quantityQuirks(text)).toBeDefined();
  });
});
