import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Release } from '../../kubernetes/release.ts';
import { type FieldErrors, invalid, required, tooLong } from '../field-error.ts';
import { byteLength, dnsLabel, dnsSubdomain, type NameCheck } from '../text/names.ts';

const RULE = 'projected-volume';

/** `example.com/signer-name`. */
export function* validateSignerName(name: string, path: string, on: Release['on']): FieldErrors {
  const [domain = '', signer, ...more] = name.split('/');
  if (name === '') {
    yield required(RULE, path);
  } else if (signer === undefined || more.length > 0) {
    const detail = "must be a fully qualified domain and path of the form 'example.com/signer-name'";
    yield invalid(RULE, path, name, detail);
  } else {
    if (byteLength(domain) > 253) yield tooLong(RULE, path, 253, on);
    yield* validateParts(domain, path, dnsLabel);
    if (!domain.includes('.'))
      yield invalid(RULE, path, domain, 'should be a domain with at least two segments separated by dots');
    yield* validateParts(signer, path, (label) => dnsSubdomain(label));
    if (byteLength(name) > 571) yield tooLong(RULE, path, 571, on);
  }
}

/** Only the first bad part is reported. */
function* validateParts(text: string, path: string, check: NameCheck): FieldErrors {
  const bad = text.split('.').find((label) => check(label).length > 0);
  if (bad === undefined) return;
  for (const message of check(bad))
    yield invalid(RULE, path, text, `validating label ${goQuote(bad)}: ${message}`);
}
