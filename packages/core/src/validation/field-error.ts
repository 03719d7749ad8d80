import { goQuote } from '../kubernetes/go-quote.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ServerRule } from './server-rules.ts';

/** The reasons that a status cause carries, as `k8s.io/apimachinery/pkg/util/validation/field` names them. */
export type FieldErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError';

/** One error of the server's validation. */
export interface FieldError {
  /** Which rule of ours speaks. */
  readonly rule: ServerRule;
  readonly type: FieldErrorType;
  readonly path: string;
  /** The bad value as 1.34 and later print it; absent where the server prints none. */
  readonly value?: string;
  readonly detail: string;
}

/** A rule yields its errors in the server's order, so that rules compose with `yield*`. */
export type FieldErrors = Generator<FieldError, void, undefined>;

const TYPE_TEXTS: Readonly<Record<FieldErrorType, string>> = {
  FieldValueInvalid: 'Invalid value',
  FieldValueRequired: 'Required value',
  FieldValueForbidden: 'Forbidden',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueNotFound: 'Not found',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  InternalError: 'Internal error',
};

/** `<path>: <type text>[: <value>][: <detail>]`, the line that the server prints. */
export function printFieldError({ type, path, value, detail }: FieldError): string {
  const parts = [path, TYPE_TEXTS[type], ...(value === undefined ? [] : [value]), detail];
  return parts.filter((part, index) => index < 2 || part !== '').join(': ');
}

/** Strings quoted, numbers and booleans plain, all else as JSON; Go escapes `<`, `>` and `&` in it. */
function printValue(value: unknown): string {
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return (JSON.stringify(value) ?? 'null').replace(/[<>&\u2028\u2029]/g, escapeForHtml);
}

const escapeForHtml = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const invalid = (rule: ServerRule, path: string, value: unknown, detail: string): FieldError => ({
  rule,
  type: 'FieldValueInvalid',
  path,
  value: printValue(value),
  detail,
});

/** Invalid, without a value in the message. */
export const invalidWithoutValue = (rule: ServerRule, path: string, detail: string): FieldError => ({
  rule,
  type: 'FieldValueInvalid',
  path,
  detail,
});

export const required = (rule: ServerRule, path: string, detail = ''): FieldError => ({
  rule,
  type: 'FieldValueRequired',
  path,
  detail,
});

export const forbidden = (rule: ServerRule, path: string, detail: string): FieldError => ({
  rule,
  type: 'FieldValueForbidden',
  path,
  detail,
});

/** `supported` in the order that the server lists it: sorted where it keeps a set. */
export const notSupported = (
  rule: ServerRule,
  path: string,
  value: unknown,
  supported: readonly string[],
): FieldError => ({
  rule,
  type: 'FieldValueNotSupported',
  path,
  value: printValue(value),
  detail: `supported values: ${supported.map(goQuote).join(', ')}`,
});

export const duplicate = (rule: ServerRule, path: string, value: unknown): FieldError => ({
  rule,
  type: 'FieldValueDuplicate',
  path,
  value: printValue(value),
  detail: '',
});

export const notFound = (rule: ServerRule, path: string, value: unknown, detail = ''): FieldError => ({
  rule,
  type: 'FieldValueNotFound',
  path,
  value: printValue(value),
  detail,
});

export const tooLong = (rule: ServerRule, path: string, bytes: number, on: Release['on']): FieldError => ({
  rule,
  type: 'FieldValueTooLong',
  path,
  detail: on.tooLongSaysMayNot ? `may not be more than ${bytes} bytes` : `must have at most ${bytes} bytes`,
});

export const tooMany = (rule: ServerRule, path: string, actual: number, most: number): FieldError => ({
  rule,
  type: 'FieldValueTooMany',
  path,
  value: String(actual),
  detail: `must have at most ${most} ${most === 1 ? 'item' : 'items'}`,
});

/** One Invalid for each message of a check of the text. */
export function* invalidFor(
  rule: ServerRule,
  path: string,
  value: string,
  messages: readonly string[],
): FieldErrors {
  for (const message of messages) yield invalid(rule, path, value, message);
}

export function* nonnegative(rule: ServerRule, path: string, value: number | undefined): FieldErrors {
  if (value !== undefined && value < 0)
    yield invalid(rule, path, value, 'must be greater than or equal to 0');
}

export const inclusiveRange = (least: number, most: number): string =>
  `must be between ${least} and ${most}, inclusive`;
