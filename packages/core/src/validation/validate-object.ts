import type { Finding } from '../finding.ts';
import type { JsonObject } from '../json.ts';
import { ownText } from '../json.ts';
import type { Release } from '../kubernetes/release.ts';
import { storedKind } from '../store/kinds.ts';
import { type Stored, storeObject } from '../store/store-object.ts';
import { dropFindings } from './drop-findings.ts';
import { type FieldError, printFieldError } from './field-error.ts';
import { DEFAULT_SERVER, type ServerOptions } from './pod/pod-context.ts';
import { relatedPlaces } from './related-places.ts';
import { SERVER_RULES, type ServerRuleInfo } from './server-rules.ts';
import { structureFindings } from './structure-findings.ts';
import { validateFields } from './validate-fields.ts';
import { warningsOf } from './warnings/warnings.ts';

/**
 * What the API server of a release says to a create of an object: all its walls at once, as if the earlier ones had
 * been mended, then its warnings, and what it would remove without a word. Objects of kinds whose validation is not
 * known give nothing.
 */
export function validateObject(
  value: JsonObject,
  release: Release,
  server: ServerOptions = DEFAULT_SERVER,
): readonly Finding[] {
  const stored = storedOf(value, release);
  if (stored === undefined) return [];
  const errors = errorsOf(stored, value, release, server);
  // The server warns only of what it accepts.
  const warnings = errors.length === 0 ? warningsOf(stored.stored, release.on) : [];
  return [...structureFindings(stored.problems), ...errors, ...warnings, ...dropsOf(stored)];
}

/** The same without warnings, for those who would not show them. */
export function refusals(
  value: JsonObject,
  release: Release,
  server: ServerOptions = DEFAULT_SERVER,
): readonly Finding[] {
  const stored = storedOf(value, release);
  if (stored === undefined) return [];
  return [
    ...structureFindings(stored.problems),
    ...errorsOf(stored, value, release, server),
    ...dropsOf(stored).filter(({ severity }) => severity === 'error'),
  ];
}

function storedOf(value: JsonObject, release: Release): Stored | undefined {
  const kind = storedKind(ownText(value, 'apiVersion'), ownText(value, 'kind'));
  return kind === undefined ? undefined : storeObject(kind, value, release);
}

function errorsOf(
  { stored }: Stored,
  value: JsonObject,
  { on }: Release,
  server: ServerOptions,
): readonly Finding[] {
  return Array.from(validateFields(stored, { on, server }), (error) => errorFinding(error, value));
}

const dropsOf = ({ dropped, decoded }: Stored): readonly Finding[] => dropFindings(dropped, decoded);

/** An error as a finding, with the other places of `value`, the object as written, that it speaks of. */
export function errorFinding(error: FieldError, value: JsonObject): Finding {
  const { catalogue, explanation }: ServerRuleInfo = SERVER_RULES[error.rule];
  const related = relatedPlaces(error, value);
  return {
    rule: `server/${error.rule}`,
    origin: 'server',
    severity: 'error',
    message: printFieldError(error),
    path: error.path,
    server: { stage: 'validation', type: error.type, detail: error.detail },
    ...(catalogue !== '' && { catalogue }),
    ...(explanation !== undefined && { explanation }),
    ...(related.length > 0 && { related }),
  };
}
