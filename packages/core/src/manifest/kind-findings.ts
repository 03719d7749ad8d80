import type { Finding, Severity } from '../finding.ts';
import { type JsonObject, own, ownText } from '../json.ts';
import { BUILT_IN_KINDS, probableKind, WORKLOAD_API_VERSIONS } from './kinds.ts';

/** What is wrong with an object's `apiVersion` and `kind` (P-010, P-011, P-019). */
export function kindFindings(value: JsonObject, file: string): readonly Finding[] {
  const apiVersion = own(value, 'apiVersion');
  const kind = own(value, 'kind');
  const missing = [...(isSet(apiVersion) ? [] : ['apiVersion']), ...(isSet(kind) ? [] : ['kind'])];
  if (missing.length === 2 && !looksLikeObject(value, file)) return [notAnObject()];
  if (missing.length > 0) return missing.map((field) => missingField(field, value));
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  return unknownKind(apiVersion, kind);
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const OTHER_TOOLS = /(?:^|\/)(?:kustomization|values[^/]*|Chart|skaffold)\.ya?ml$|(?:^|\/)Kustomization$/;

/** A file of another tool has neither `apiVersion` nor `kind`, and nothing else of an object either. */
const looksLikeObject = (value: JsonObject, file: string): boolean =>
  !OTHER_TOOLS.test(file) && ['metadata', 'spec', 'containers'].some((key) => Object.hasOwn(value, key));

const notAnObject = (): Finding =>
  finding(
    'input/not-kubernetes',
    'info',
    '',
    'Not a Kubernetes object: neither apiVersion nor kind',
    'A kustomization, Helm values or another tool’s file is skipped.',
  );

const missingField = (field: string, value: JsonObject): Finding =>
  finding(
    `input/missing-${field === 'kind' ? 'kind' : 'api-version'}`,
    'error',
    '',
    `Missing ${field}${meant(field, value)}`,
    `kubectl refuses an object without ${field}.`,
  );

function meant(field: string, value: JsonObject): string {
  const kind = ownText(value, 'kind');
  const apiVersion = WORKLOAD_API_VERSIONS.get(kind);
  return field === 'apiVersion' && apiVersion !== undefined ? `: ${kind} is "${apiVersion}"` : '';
}

function unknownKind(apiVersion: string, kind: string): readonly Finding[] {
  if (kind === 'List' || kind.includes('{{')) return [];
  const kinds = BUILT_IN_KINDS.get(apiVersion);
  const served = WORKLOAD_API_VERSIONS.get(kind);
  if (served !== undefined)
    return kinds?.includes(kind) || isForeign(apiVersion) ? [] : [notServed(apiVersion, kind, served)];
  if (kinds === undefined || kinds.includes(listed(kind))) return [];
  const probable = probableKind(kind);
  return [probable === undefined ? unheardOf(apiVersion, kind) : misspelt(apiVersion, kind, probable)];
}

/** A group with a dot of its own may define a Deployment, a Job … as it likes. */
const isForeign = (apiVersion: string): boolean =>
  apiVersion.includes('.') && !apiVersion.split('/')[0]?.endsWith('.k8s.io');

const listed = (kind: string): string => kind.replace(/List$/, '');

const notServed = (apiVersion: string, kind: string, served: string): Finding =>
  finding(
    'input/unknown-kind',
    'error',
    'apiVersion',
    `No kind "${kind}" in version "${apiVersion}": did you mean "${served}"?`,
    `Every Kubernetes version that Outrider knows serves ${kind} as ${served} only.`,
  );

const misspelt = (apiVersion: string, kind: string, probable: string): Finding =>
  finding(
    'input/unknown-kind',
    'error',
    'kind',
    `No kind "${kind}" in version "${apiVersion}": did you mean "${probable}"?`,
    'Kinds are written as the API has them, upper and lower case included.',
  );

const unheardOf = (apiVersion: string, kind: string): Finding =>
  finding(
    'input/unknown-kind',
    'info',
    'kind',
    `No kind "${kind}" in version "${apiVersion}"`,
    'Nothing is checked in it.',
  );

function finding(
  rule: string,
  severity: Severity,
  path: string,
  message: string,
  explanation: string,
): Finding {
  return { rule, origin: 'input', severity, message, path, explanation };
}
