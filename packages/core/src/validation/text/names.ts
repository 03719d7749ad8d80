/**
 * Checks of single texts, as `k8s.io/apimachinery/pkg/util/validation` has them. Each returns the server's messages;
 * none if the text is fine.
 */
export type Messages = readonly string[];

const FINE: Messages = [];

export const maxLength = (length: number): string => `must be no more than ${length} characters`;

/** `(e.g. 'my-name',  or '123-abc', regex used for validation is '…')`, blanks and all. */
export function regexMessage(message: string, pattern: string, ...examples: readonly string[]): string {
  const listed = examples.map((example, index) => `${index > 0 ? ' or ' : ''}'${example}', `).join('');
  return examples.length === 0
    ? `${message} (regex used for validation is '${pattern}')`
    : `${message} (e.g. ${listed}regex used for validation is '${pattern}')`;
}

/** Go counts bytes. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_REGEX = new RegExp(`^${LABEL}$`);
const LABEL_ERROR =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_ERROR =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** Part by part, since the pattern as a whole could make a regular expression engine backtrack. */
const isSubdomainText = (value: string): boolean => value.split('.').every((part) => LABEL_REGEX.test(part));

export function dnsLabel(value: string): Messages {
  if (value.length <= 63 && LABEL_REGEX.test(value)) return FINE;
  const messages: string[] = [];
  if (byteLength(value) > 63) messages.push(maxLength(63));
  if (!LABEL_REGEX.test(value)) {
    messages.push(
      isSubdomainText(value)
        ? 'must not contain dots'
        : regexMessage(LABEL_ERROR, LABEL, 'my-name', '123-abc'),
    );
  }
  return messages;
}

export function dnsSubdomain(value: string, tooLong: string = maxLength(253)): Messages {
  const messages: string[] = [];
  if (byteLength(value) > 253) messages.push(tooLong);
  if (!isSubdomainText(value)) messages.push(regexMessage(SUBDOMAIN_ERROR, SUBDOMAIN, 'example.com'));
  return messages.length === 0 ? FINE : messages;
}

const LOOSE_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const LOOSE_SUBDOMAIN = `${LOOSE_LABEL}(\\.${LOOSE_LABEL})*`;
const LOOSE_LABEL_REGEX = new RegExp(`^${LOOSE_LABEL}$`);
const LOOSE_ERROR =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";

/** A search domain of `dnsConfig`, which may have underscores. Servers printed another pattern at first. */
export function dnsSubdomainWithUnderscore(value: string, printsOwnPattern: boolean): Messages {
  const messages: string[] = [];
  if (byteLength(value) > 253) messages.push(maxLength(253));
  if (!value.split('.').every((part) => LOOSE_LABEL_REGEX.test(part)))
    messages.push(regexMessage(LOOSE_ERROR, printsOwnPattern ? LOOSE_SUBDOMAIN : SUBDOMAIN, 'example.com'));
  return messages;
}

export function portName(value: string): Messages {
  const messages: string[] = [];
  if (byteLength(value) > 15) messages.push(maxLength(15));
  if (!/^[-a-z0-9]+$/.test(value))
    messages.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(value)) messages.push('must contain at least one letter (a-z)');
  if (value.includes('--')) messages.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) messages.push('must not begin or end with a hyphen');
  return messages;
}

const ENV_NAME = '[-._a-zA-Z][-._a-zA-Z0-9]*';

/** Names of environment variables until they were relaxed (V-030). */
export function envName(value: string): Messages {
  const messages: string[] = [];
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value)) {
    messages.push(
      regexMessage(
        "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
        ENV_NAME,
        'my.env-name',
        'MY_ENV.NAME',
        'MyEnvName1',
      ),
    );
  }
  return [...messages, ...changesDirectory(value)];
}

export function relaxedEnvName(value: string): Messages {
  if (value === '') return ['environment variable name must be non-empty'];
  return /^[\x20-\x3c\x3e-\x7e]*$/.test(value)
    ? FINE
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

const CONFIG_KEY = '[-._a-zA-Z0-9]+';

export function configMapKey(value: string): Messages {
  const messages: string[] = [];
  if (byteLength(value) > 253) messages.push(maxLength(253));
  if (!/^[-._a-zA-Z0-9]+$/.test(value)) {
    messages.push(
      regexMessage(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        CONFIG_KEY,
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    );
  }
  return [...messages, ...changesDirectory(value)];
}

function changesDirectory(value: string): Messages {
  if (value === '.') return ["must not be '.'"];
  if (value === '..') return ["must not be '..'"];
  return value.startsWith('..') ? ["must not start with '..'"] : FINE;
}

const HEADER = '[-A-Za-z0-9]+';

export const httpHeaderName = (value: string): Messages =>
  /^[-A-Za-z0-9]+$/.test(value)
    ? FINE
    : [
        regexMessage(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          HEADER,
          'X-Header-Name',
        ),
      ];

export const percent = (value: string): Messages =>
  /^[0-9]+%$/.test(value)
    ? FINE
    : [
        regexMessage(
          "a valid percent string must be a numeric string followed by an ending '%'",
          '[0-9]+%',
          '1%',
          '93%',
        ),
      ];

export type NameCheck = (value: string) => Messages;

/** What a `generateName` is checked as: a dash at its end is fine. */
export const generatedNameBase = (name: string): string =>
  name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
