import type { Json } from '../json.ts';
import type { Scalar } from '../kubernetes/field-types.ts';
import { QUANTITY_ERRORS, readJsonQuantity } from '../quantity/parse-quantity.ts';
import type { WrongType } from './structure-problem.ts';

/** What is not taken as it is. */
export type TypedScalar = Exclude<Scalar, 'any'>;

/** Why a value is none of its field's type. */
export interface ScalarError {
  readonly wants: WrongType['wants'];
  /** The decoder stops here, whatever it saved before: types with a parser of their own do. */
  readonly ends: boolean;
  /** The parser's words; empty if `typeError` says it. */
  readonly message: string;
  readonly typeError?: { readonly value: string; readonly go: string };
}

export const isScalarError = (result: string | number | boolean | ScalarError): result is ScalarError =>
  typeof result === 'object';

/** The value as the typed object holds it: quantities are texts, all else stays as it is. */
export function decodeScalar(
  value: Json,
  scalar: TypedScalar,
  go: string,
): string | number | boolean | ScalarError {
  switch (scalar) {
    case 'string':
      return typeof value === 'string' ? value : mismatch(value, go, 'string');
    case 'bool':
      return typeof value === 'boolean' ? value : mismatch(value, go, 'boolean');
    case 'int32':
      return integer(value, go, 2 ** 31);
    case 'int64':
      return integer(value, go, 2 ** 63);
    case 'quantity':
      return quantity(value);
    case 'time':
      return time(value);
    case 'intOrString':
      return intOrString(value);
  }
}

const mismatch = (value: Json, go: string, wants: WrongType['wants'], ends = false): ScalarError => ({
  wants,
  ends,
  message: '',
  typeError: { value: typeName(value), go },
});

function typeName(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** S-003, S-005: `1e2` and `30.0` are whole numbers, `30.5` and what exceeds the type are not. */
function integer(
  value: Json,
  go: string,
  bound: number,
  ends = false,
): string | number | boolean | ScalarError {
  if (typeof value !== 'number') return mismatch(value, go, 'number', ends);
  if (Number.isInteger(value) && value >= -bound && value < bound) return value === 0 ? 0 : value;
  return { wants: 'number', ends, message: '', typeError: { value: `number ${value}`, go } };
}

/** S-006: the first bad quantity ends the decoding, and the message names no field. */
function quantity(value: Json): string | number | boolean | ScalarError {
  const read = readJsonQuantity(value);
  if (typeof read === 'string') return { wants: 'quantity', ends: true, message: QUANTITY_ERRORS[read] };
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function intOrString(value: Json): string | number | boolean | ScalarError {
  return typeof value === 'string' ? value : integer(value, 'int32', 2 ** 31, true);
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function time(value: Json): string | number | boolean | ScalarError {
  if (typeof value !== 'string') return mismatch(value, 'string', 'time', true);
  if (RFC3339.test(value)) return value;
  const message = `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse it`;
  return { wants: 'time', ends: true, message };
}
