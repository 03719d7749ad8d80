import type { Release } from '../../kubernetes/release.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import type { Quantity } from '../../quantity/quantity.ts';
import { type FieldErrors, invalid, invalidFor, notSupported } from '../field-error.ts';
import { qualifiedName } from '../text/labels.ts';

type Features = Release['on'];

const HUGEPAGES = 'hugepages-';
const CONTAINER_RESOURCES: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** What a quota may count as well. */
const COUNTED: readonly string[] = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const STANDARD: ReadonlySet<string> = new Set([
  ...CONTAINER_RESOURCES,
  ...[...CONTAINER_RESOURCES].flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  ...COUNTED,
  'storage',
  'requests.storage',
]);

export const isHugepages = (name: string): boolean => name.startsWith(HUGEPAGES);

/** In the `*kubernetes.io/` namespace, where names without a prefix are, too. */
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

/** Requests may stay below limits, and limits may be missing. */
export const isOvercommitAllowed = (name: string): boolean => isNative(name) && !isHugepages(name);

const isExtended = (name: string, on: Features): boolean =>
  !isNative(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`, on).length === 0;

/** Extended resources and counted objects come in whole numbers. */
export const isInteger = (name: string, on: Features): boolean =>
  COUNTED.includes(name) || isExtended(name, on);

/** The page size that a huge page resource names; undefined if it names none. */
export function pageSize(name: string): Quantity | undefined {
  const size = readQuantity(name.slice(HUGEPAGES.length));
  return typeof size === 'string' ? undefined : size;
}

/** V-050: two errors for one bad name. */
export function* validateContainerResourceName(name: string, path: string, on: Features): FieldErrors {
  if (CONTAINER_RESOURCES.has(name)) return;
  yield* validateResourceName(name, path, on);
  if (!name.includes('/')) {
    if (!isHugepages(name))
      yield invalid('resource-name', path, name, 'must be a standard resource for containers');
  } else if (!isNative(name) && !isExtended(name, on)) {
    yield invalid('resource-name', path, name, "doesn't follow extended resource name standard");
  }
}

function* validateResourceName(name: string, path: string, on: Features): FieldErrors {
  const messages = qualifiedName(name, on);
  yield* invalidFor('resource-name', path, name, messages);
  if (messages.length > 0 || name.includes('/')) return;
  if (!STANDARD.has(name) && !isHugepages(name) && !name.startsWith(`requests.${HUGEPAGES}`))
    yield invalid('resource-name', path, name, 'must be a standard resource type or fully qualified');
}

/** V-151: what the Pod's own resources may name. */
export function* validatePodResourceName(name: string, path: string, on: Features): FieldErrors {
  if (name === 'cpu' || name === 'memory') return;
  let sound = true;
  for (const error of validateResourceName(name, path, on)) {
    sound = false;
    yield error;
  }
  if (!sound || (on.podLevelHugepages && isHugepages(name))) return;
  yield notSupported(
    'pod-resource-name',
    path,
    name,
    on.podLevelHugepages ? ['cpu', HUGEPAGES, 'memory'] : ['cpu', 'memory'],
  );
}
