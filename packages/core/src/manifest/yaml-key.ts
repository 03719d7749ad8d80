import { DECIMAL, NOT_IN_JSON, PREFIXED, plainScalar, ScalarError } from './yaml-scalar.ts';

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/**
 * A plain mapping key as JSON has it (P-020): `1:` is `"1"`, `true:` is `"true"`, `0x10:` is `"16"`.
 *
 * Source: sigs.k8s.io/yaml v1.4.0 yaml.go, convertToJSONableObject.
 *
 * @throws ScalarError for null and for integers that only an unsigned 64-bit integer holds
 */
export function plainKey(text: string): string {
  if (NOT_IN_JSON.test(text)) return text.toLowerCase().replace('+', '');
  const value = plainScalar(text);
  if (typeof value === 'string') return value;
  if (value === null) throw new ScalarError('Cannot use null as a mapping key');
  if (typeof value === 'boolean') return String(value);
  return integerKey(text.replaceAll('_', '')) ?? floatKey(Object.is(Number(text), -0) ? -0 : value);
}

/** The digits of an integer key, none of them lost; `undefined` for floats and what is read as one. */
function integerKey(text: string): string | undefined {
  const prefixed = PREFIXED.exec(text);
  if (!DECIMAL.test(text) && prefixed === null) return undefined;
  const [, sign, hex, octal, binary] = prefixed ?? [];
  const digits = hex ? `0x${hex}` : octal ? `0o${octal}` : binary ? `0b${binary}` : text.replace('+', '');
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits);
  if (value > INT64_MAX && value <= UINT64_MAX) throw new ScalarError(`Cannot use ${text} as a mapping key`);
  return value > UINT64_MAX || value < -INT64_MAX - 1n ? undefined : String(value);
}

/** Go prints a float key with the fewest digits that give the same 32-bit float, in its format `g`. */
function floatKey(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponent = '0'] = shortestFloat32(value).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return String(Number(`${digits}e${power}`));
}

function shortestFloat32(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) return text;
  }
  return value.toExponential();
}
