import type { ObjectFieldSelector, ResourceFieldSelector } from '../../kubernetes/api-types.gen.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { isZero } from '../../quantity/quantity.ts';
import { type FieldErrors, forbidden, invalid, invalidFor, notSupported, required } from '../field-error.ts';
import { qualifiedName } from '../text/labels.ts';
import type { PodPosition } from './pod-context.ts';

/** The fields that an environment variable may show, sorted. */
export const ENV_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** The fields that a file of a downward API volume may show, sorted. */
export const VOLUME_FIELDS: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...ENV_FIELDS,
  ...VOLUME_FIELDS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
]);

/** V-032. */
export function* validateFieldRef(
  { apiVersion = '', fieldPath = '' }: ObjectFieldSelector,
  fields: readonly string[],
  path: string,
  { on }: PodPosition,
): FieldErrors {
  if (apiVersion === '') yield required('field-ref', `${path}.apiVersion`);
  else if (fieldPath === '') yield required('field-ref', `${path}.fieldPath`);
  else yield* validateFieldPath(apiVersion, fieldPath, fields, path, on);
  if (on.refusesHostIPsWithoutGate && !on.PodHostIPs && fieldPath === 'status.hostIPs')
    yield forbidden('field-ref', path, "may not be set when feature gate 'PodHostIPs' is not enabled");
}

/** `metadata.labels['app']` → path and subscript. */
function subscripted(fieldPath: string): readonly [path: string, subscript: string] | undefined {
  const start = fieldPath.indexOf("['");
  if (!fieldPath.endsWith("']") || start <= 0 || start + 2 > fieldPath.length - 2) return undefined;
  return [fieldPath.slice(0, start), fieldPath.slice(start + 2, -2)];
}

function* validateFieldPath(
  apiVersion: string,
  fieldPath: string,
  fields: readonly string[],
  path: string,
  on: PodPosition['on'],
): FieldErrors {
  const parts = subscripted(fieldPath);
  const unconvertible = conversionError(apiVersion, fieldPath, parts?.[0]);
  if (unconvertible !== undefined) {
    yield invalid(
      'field-ref',
      `${path}.fieldPath`,
      fieldPath,
      `error converting fieldPath: ${unconvertible}`,
    );
  } else if (parts !== undefined) {
    const [field, subscript] = parts;
    const key = field === 'metadata.annotations' ? subscript.toLowerCase() : subscript;
    yield* invalidFor('field-ref', path, key, qualifiedName(key, on));
  } else {
    // Old clients wrote spec.host.
    const known = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
    if (!fields.includes(known)) yield notSupported('field-ref', `${path}.fieldPath`, known, fields);
  }
}

function conversionError(
  apiVersion: string,
  fieldPath: string,
  field: string | undefined,
): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  if (field !== undefined) {
    return field === 'metadata.annotations' || field === 'metadata.labels'
      ? undefined
      : `field label does not support subscript: ${fieldPath}`;
  }
  return KNOWN_FIELDS.has(fieldPath) || fieldPath === 'spec.host'
    ? undefined
    : `field label not supported: ${fieldPath}`;
}

const RESOURCE_FIELDS: readonly string[] = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

const HUGEPAGES = /^(?:requests|limits)\.hugepages-/;

/** V-032: a volume's file names the container, too. */
export function* validateResourceFieldRef(
  { containerName = '', resource = '', divisor = '0' }: ResourceFieldSelector,
  path: string,
  inVolume: boolean,
): FieldErrors {
  if (inVolume && containerName === '') yield required('resource-field-ref', `${path}.containerName`);
  else if (resource === '') yield required('resource-field-ref', `${path}.resource`);
  else if (!RESOURCE_FIELDS.includes(resource) && !HUGEPAGES.test(resource))
    yield notSupported('resource-field-ref', `${path}.resource`, resource, RESOURCE_FIELDS);
  yield* validateDivisor(resource, divisor, `${path}.divisor`);
}

const BYTE_DIVISORS = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';

function divisorsOf(resource: string): { readonly values: string; readonly text: string } | undefined {
  const [, name = ''] = /^(?:limits|requests)\.(.*)$/.exec(resource) ?? [];
  if (name === 'cpu') return { values: '1m, 1', text: '1m and 1 are supported with the cpu resource' };
  const what =
    name === 'memory' ? 'memory' : name === 'ephemeral-storage' ? 'local ephemeral storage' : 'hugepages';
  if (what === 'hugepages' && !HUGEPAGES.test(resource)) return undefined;
  return { values: BYTE_DIVISORS, text: `${BYTE_DIVISORS} are supported with the ${what} resource` };
}

function* validateDivisor(resource: string, divisor: string, path: string): FieldErrors {
  const quantity = readQuantity(divisor);
  const divisors = divisorsOf(resource);
  if (typeof quantity === 'string' || isZero(quantity) || divisors === undefined) return;
  if (!divisors.values.split(', ').includes(printQuantity(quantity)))
    yield invalid('resource-field-ref', path, resource, `only divisor's values ${divisors.text}`);
}
