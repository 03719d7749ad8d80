import type { Release } from '../../kubernetes/release.ts';
import { byteLength, dnsSubdomain, type Messages, maxLength, regexMessage } from './names.ts';

type Features = Release['on'];

const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const NAME_REGEX = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NAME_ERROR =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/** Label checks speak of bytes since they moved to a package of their own. */
const longest = (length: number, on: Features): string =>
  on.labelLengthInBytes ? `must be no more than ${length} bytes` : maxLength(length);

/** A label key, annotation key, resource name …: `name` or `example.com/name`. */
export function qualifiedName(value: string, on: Features): Messages {
  if (value.length <= 63 && NAME_REGEX.test(value)) return [];
  const parts = value.split('/');
  if (parts.length > 2) {
    return [
      `a ${on.labelLengthInBytes ? 'valid label key' : 'qualified name'} ${regexMessage(NAME_ERROR, NAME, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, value];
  return [...prefixMessages(prefix, on), ...namePart(name, on)];
}

function prefixMessages(prefix: string | undefined, on: Features): Messages {
  if (prefix === undefined) return [];
  if (prefix === '') return ['prefix part must be non-empty'];
  return dnsSubdomain(prefix, longest(253, on)).map((message) => `prefix part ${message}`);
}

function namePart(name: string, on: Features): Messages {
  const messages: string[] = [];
  if (name === '') messages.push('name part must be non-empty');
  else if (byteLength(name) > 63) messages.push(`name part ${longest(63, on)}`);
  if (!NAME_REGEX.test(name))
    messages.push(`name part ${regexMessage(NAME_ERROR, NAME, 'MyName', 'my.name', '123-abc')}`);
  return messages;
}

export function labelValue(value: string, on: Features): Messages {
  if (value === '' || (value.length <= 63 && NAME_REGEX.test(value))) return [];
  const messages: string[] = [];
  if (byteLength(value) > 63) messages.push(longest(63, on));
  if (!NAME_REGEX.test(value)) {
    messages.push(
      regexMessage(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        `(${NAME})?`,
        'MyValue',
        'my_value',
        '12345',
      ),
    );
  }
  return messages;
}
