import type {
  ContainerResizePolicy,
  ResourceClaim,
  ResourceRequirements,
} from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { kubernetesMilliValue, kubernetesValue } from '../../quantity/kubernetes-overflow.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { type Quantity, sign, ZERO } from '../../quantity/quantity.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  notFound,
  notSupported,
  required,
} from '../field-error.ts';
import { dnsLabel } from '../text/names.ts';
import type { PodContext, PodPosition } from './pod-context.ts';
import {
  isHugepages,
  isInteger,
  isOvercommitAllowed,
  pageSize,
  validateContainerResourceName,
} from './resource-names.ts';

type NameRule = (name: string, path: string, on: PodPosition['on']) => FieldErrors;

/** V-050 … V-056. */
export const validateResources = (
  resources: ResourceRequirements | undefined,
  path: string,
  pod: PodContext,
): FieldErrors => validateRequirements(resources ?? {}, path, pod, validateContainerResourceName);

/** Limits, then requests against them. The server walks each map in random order, we in that of the manifest. */
export function* validateRequirements(
  { limits = {}, requests = {}, claims = [] }: ResourceRequirements,
  path: string,
  pod: Pick<PodContext, 'on' | 'claimNames'>,
  validateName: NameRule,
): FieldErrors {
  for (const name in limits)
    yield* validateAmount(name, readAmount(limits[name]), `${path}.limits[${name}]`, pod.on, validateName);
  for (const name in requests) {
    const request = readAmount(requests[name]);
    const at = `${path}.requests[${name}]`;
    const limit = Object.hasOwn(limits, name) ? readAmount(limits[name]) : undefined;
    yield* validateAmount(name, request, at, pod.on, validateName);
    yield* validateAgainstLimit(name, request, limit, path);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugepages) && !names.some((name) => name === 'cpu' || name === 'memory'))
    yield forbidden('hugepages', path, 'HugePages require cpu or memory');
  if (claims.length > 0) yield* validateClaims(claims, `${path}.claims`, pod.claimNames);
}

/** Decoding refused what is no quantity. */
function readAmount(text: string | undefined): Quantity {
  const quantity = readQuantity(text ?? '0');
  return typeof quantity === 'string' ? ZERO : quantity;
}

function* validateAmount(
  name: string,
  amount: Quantity,
  path: string,
  on: PodPosition['on'],
  validateName: NameRule,
): FieldErrors {
  yield* validateName(name, path, on);
  if (sign(amount) < 0)
    yield invalid('resource-amount', path, printQuantity(amount), 'must be greater than or equal to 0');
  if (isInteger(name, on) && kubernetesMilliValue(amount) % 1000n !== 0n)
    yield invalid('resource-amount', path, printQuantity(amount), 'must be an integer');
  if (isHugepages(name) && !isDivisible(name, amount)) {
    const text = printQuantity(amount);
    yield invalid('hugepages', path, text, `${text} is not positive integer multiple of ${name}`);
  }
}

function isDivisible(name: string, amount: Quantity): boolean {
  const size = pageSize(name);
  if (size === undefined || sign(size) <= 0 || kubernetesMilliValue(size) % 1000n !== 0n) return false;
  const bytes = kubernetesValue(size);
  return bytes !== 0n && kubernetesValue(amount) % bytes === 0n;
}

/** V-051, V-052: the paths have no key; that is how the server prints them. */
function* validateAgainstLimit(
  name: string,
  request: Quantity,
  limit: Quantity | undefined,
  path: string,
): FieldErrors {
  const mayOvercommit = isOvercommitAllowed(name);
  if (limit === undefined) {
    if (!mayOvercommit)
      yield required(
        'resource-limit',
        `${path}.limits`,
        'Limit must be set for non overcommitable resources',
      );
    return;
  }
  const order = compare(request, limit);
  const text = `${name} limit of ${printQuantity(limit)}`;
  if (order !== 0 && !mayOvercommit)
    yield invalid('resource-limit', `${path}.requests`, printQuantity(request), `must be equal to ${text}`);
  else if (order > 0)
    yield invalid(
      'resource-limit',
      `${path}.requests`,
      printQuantity(request),
      `must be less than or equal to ${text}`,
    );
}

/** V-056. A claim is used up by naming it whole; single requests of it may be named side by side. */
function* validateClaims(
  claims: readonly ResourceClaim[],
  path: string,
  known: ReadonlySet<string>,
): FieldErrors {
  const used = new Set<string>();
  for (const [index, { name = '', request = '' }] of claims.entries()) {
    const at = `${path}[${index}]`;
    if (name === '') {
      yield required('resource-claims', at);
      continue;
    }
    if (used.has(name)) yield duplicate('resource-claims', at, name);
    else {
      const key = request === '' ? name : `${name}/${request}`;
      if (request !== '') yield* invalidFor('resource-claims', `${at}.request`, request, dnsLabel(request));
      if (used.has(key)) yield duplicate('resource-claims', at, key);
      else if (request === '')
        for (const other of used)
          if (other.startsWith(`${name}/`)) yield duplicate('resource-claims', at, name);
      used.add(key);
    }
    if (!known.has(name)) {
      const list = known.size === 0 ? ' which is empty' : `: ${[...known].sort().join(', ')}`;
      yield notFound(
        'resource-claims',
        at,
        name,
        `must be one of the names in pod.spec.resourceClaims${list}`,
      );
    }
  }
}

/** V-060, V-061: the Pod's restart policy decides, not that of the container. */
export function* validateResizePolicy(
  policies: readonly ContainerResizePolicy[],
  path: string,
  { on, spec }: PodContext,
): FieldErrors {
  const seen = new Set<string>();
  for (const [index, { resourceName = '', restartPolicy = '' }] of policies.entries()) {
    if (seen.has(resourceName)) yield duplicate('resize-policy', `${path}[${index}]`, resourceName);
    seen.add(resourceName);
    if (resourceName === '') yield required('resize-policy', path);
    else if (resourceName !== 'cpu' && resourceName !== 'memory')
      yield notSupported('resize-policy', path, resourceName, ['cpu', 'memory']);
    if (restartPolicy === '') yield required('resize-policy', path);
    else if (restartPolicy !== 'NotRequired' && restartPolicy !== 'RestartContainer')
      yield notSupported('resize-policy', path, restartPolicy, ['NotRequired', 'RestartContainer']);
    if (on.resizePolicyNeedsRestarts && spec.restartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const subject = on.resizePolicyErrorSaysPod ? 'pod `restartPolicy`' : '`restartPolicy`';
      yield invalid('resize-policy', path, restartPolicy, `must be 'NotRequired' when ${subject} is 'Never'`);
    }
  }
}
