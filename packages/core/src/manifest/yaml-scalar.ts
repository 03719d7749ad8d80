/**
 * Plain scalars as kubectl reads them: YAML 1.1 as `sigs.k8s.io/yaml` v1.4.0 `goyaml.v2/resolve.go` has it
 * (P-007). Numbers in base 60 and timestamps stay strings there.
 */

export type Scalar = null | boolean | number | string;

/** A scalar that its tag or JSON cannot hold. */
export class ScalarError extends SyntaxError {
  override readonly name = 'ScalarError';
}

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word): [string, Scalar] => [word, true],
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word): [string, Scalar] => [word, false],
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Scalar] => [word, null]),
]);

/** Infinities and NaN, which JSON does not have. */
export const NOT_IN_JSON: RegExp = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
export const DECIMAL: RegExp = /^[-+]?(?:0|[1-9][0-9]*)$/;
export const PREFIXED: RegExp = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const SIGN_INSIDE = /^0b([-+][01]+)$/;

/** Which characters may start something other than a string; all others are quickly told to be strings. */
const MAY_RESOLVE: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '+-.~0123456789yYnNtTfFoO'.includes(String.fromCharCode(code)),
);

export const isSurelyText = (text: string): boolean =>
  text !== '' && MAY_RESOLVE[text.charCodeAt(0)] !== true;

/** The value of a plain scalar without a tag. @throws ScalarError for infinities and NaN (P-007) */
export function plainScalar(text: string): Scalar {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  if (MAY_RESOLVE[first] !== true) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (first > 57) return text;
  if (first === 46 && !DOT_FLOAT.test(text)) return checked(text);
  return numberOf(text.includes('_') ? text.replaceAll('_', '') : text) ?? checked(text);
}

function numberOf(text: string): number | undefined {
  if (DECIMAL.test(text)) return integer(Number(text));
  const prefixed = PREFIXED.exec(text);
  if (prefixed !== null) return integer(prefixedInteger(prefixed));
  if (FLOAT.test(text)) return finite(Number(text));
  const signInside = SIGN_INSIDE.exec(text)?.[1];
  return signInside === undefined ? undefined : integer(Number.parseInt(signInside, 2));
}

function prefixedInteger([, sign, hex, octal, binary]: RegExpExecArray): number {
  const digits = hex ?? octal ?? binary ?? '0';
  const base = hex !== undefined ? 16 : octal !== undefined ? 8 : 2;
  const value = Number.parseInt(digits, base);
  return sign === '-' ? -value : value;
}

/** JSON has no negative zero among integers. */
const integer = (value: number): number => (value === 0 ? 0 : value);

/** Beyond the range of a float Go's parser fails, and the text stays a string. */
const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

function checked(text: string): string {
  if (NOT_IN_JSON.test(text)) throw new ScalarError(`Cannot use ${text}: JSON has no such number`);
  return text;
}

const YAML_TAG = 'tag:yaml.org,2002:';
const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:[Tt ]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/** The value of a scalar with a tag; a tag that YAML does not define is ignored (P-006). */
export function taggedScalar(tag: string, text: string): Scalar {
  if (tag === `${YAML_TAG}binary`) return binary(text);
  if (!tag.startsWith(YAML_TAG)) return text;
  const value = plainScalar(text);
  switch (tag.slice(YAML_TAG.length)) {
    case 'bool':
      return expected(typeof value === 'boolean', value, tag, text);
    case 'int':
      return expected(typeof value === 'number' && !looksFloat(text), value, tag, text);
    case 'float':
      return expected(typeof value === 'number', value, tag, text);
    case 'null':
      return expected(value === null, value, tag, text);
    case 'timestamp':
      return expected(TIMESTAMP.test(text), text, tag, text);
    default:
      return text;
  }
}

/** `1.0` and `1e3` resolve as floats, which `!!int` refuses; `0x1e3` and `08` differ. */
const looksFloat = (text: string): boolean =>
  !/^[-+]?0[xX]/.test(text) && (/[.eE]/.test(text) || /^[-+]?0\d*[89]/.test(text.replaceAll('_', '')));

function expected(fits: boolean, value: Scalar, tag: string, text: string): Scalar {
  if (fits) return value;
  throw new ScalarError(`Cannot read "${text}" as !!${tag.slice(YAML_TAG.length)}`);
}

/** `!!binary` becomes the decoded text, as in kubectl; bytes that are not UTF-8 become U+FFFD there too. */
function binary(text: string): string {
  const digits = text.replace(/[\r\n]/g, '');
  if (!isBase64(digits)) throw new ScalarError('Cannot decode !!binary: the value is not base64');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(atob(digits), (byte) => byte.charCodeAt(0)),
  );
}

/** Padded, as Go's standard encoding is. */
function isBase64(digits: string): boolean {
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  return digits.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits.slice(0, digits.length - padding));
}
