import type {
  LabelSelector,
  LabelSelectorRequirement,
  ObjectMeta,
  OwnerReference,
} from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import {
  duplicate,
  type FieldError,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  nonnegative,
  required,
  tooLong,
} from './field-error.ts';
import { labelValue, qualifiedName } from './text/labels.ts';
import { byteLength, dnsLabel, generatedNameBase, type NameCheck } from './text/names.ts';

type Features = Release['on'];
type Labels = Readonly<Record<string, string>>;

/** What the server puts where a name is generated from `generateName`: 5 characters, here unknown. */
const GENERATED_SUFFIX = 'xxxxx';
const GENERATED_BASE = 63 - GENERATED_SUFFIX.length;

/** The name an object gets. */
export const nameOf = ({ name, generateName }: ObjectMeta): string =>
  name || (generateName ? generateName.slice(0, GENERATED_BASE) + GENERATED_SUFFIX : '');

/** V-001, V-002: names, labels, annotations and what else stands in `metadata`. */
export function* validateObjectMeta(metadata: ObjectMeta, checkName: NameCheck, on: Features): FieldErrors {
  const { generateName, namespace } = metadata;
  if (generateName)
    yield* invalidFor(
      'object-name',
      'metadata.generateName',
      generateName,
      checkName(generatedNameBase(generateName)),
    );
  const name = nameOf(metadata);
  if (name === '') yield required('object-name', 'metadata.name', 'name or generateName is required');
  else yield* invalidFor('object-name', 'metadata.name', name, checkName(name));
  if (namespace) yield* invalidFor('namespace', 'metadata.namespace', namespace, dnsLabel(namespace));
  yield* nonnegative('metadata', 'metadata.generation', metadata.generation);
  yield* validateLabels(metadata.labels, 'metadata.labels', on);
  yield* validateAnnotations(metadata.annotations, 'metadata.annotations', on);
  yield* validateOwners(metadata.ownerReferences ?? [], on);
  yield* validateFinalizers(metadata.finalizers ?? [], on);
}

export function* validateLabels(labels: Labels | undefined, path: string, on: Features): FieldErrors {
  for (const key in labels) {
    yield* invalidFor('labels', path, key, qualifiedName(key, on));
    const value = labels[key] ?? '';
    yield* invalidFor('labels', path, value, labelValue(value, on));
  }
}

const MOST_ANNOTATION_BYTES = 256 * 1024;

export function* validateAnnotations(
  annotations: Labels | undefined,
  path: string,
  on: Features,
): FieldErrors {
  let bytes = 0;
  for (const key in annotations) {
    yield* invalidFor('annotations', path, key, qualifiedName(key.toLowerCase(), on));
    bytes += byteLength(key) + byteLength(annotations[key] ?? '');
  }
  if (bytes > MOST_ANNOTATION_BYTES) yield tooLong('annotations', path, MOST_ANNOTATION_BYTES, on);
}

function* validateOwners(owners: readonly OwnerReference[], on: Features): FieldErrors {
  const path = 'metadata.ownerReferences';
  let controller = '';
  for (const [index, owner] of owners.entries()) {
    yield* validateOwner(owner, on.ownerErrorsHaveIndex ? `${path}[${index}]` : path, on);
    if (owner.controller !== true) continue;
    const current = `${owner.kind ?? ''}/${owner.name ?? ''}`;
    if (controller === '') controller = current;
    else {
      yield invalid(
        'owner-references',
        path,
        owners,
        `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${current}`,
      );
    }
  }
}

function* validateOwner(owner: OwnerReference, path: string, on: Features): FieldErrors {
  const { apiVersion = '' } = owner;
  if (apiVersion === '' && on.ownerErrorsHaveIndex)
    yield required('owner-references', `${path}.apiVersion`, 'must not be empty');
  else if (!hasVersion(apiVersion)) {
    const detail = on.ownerErrorsHaveIndex
      ? 'must be <group>/<version> or <version>'
      : 'version must not be empty';
    yield invalid('owner-references', `${path}.apiVersion`, apiVersion, detail);
  }
  for (const field of ['kind', 'name', 'uid'] as const)
    if (!owner[field]) yield emptyOwnerField(field, path, on);
  if (owner.apiVersion === 'v1' && owner.kind === 'Event')
    yield invalid('owner-references', path, owner, '/v1, Kind=Event is disallowed from being an owner');
}

/** `v1` or `apps/v1` (`schema.ParseGroupVersion`). */
const hasVersion = (apiVersion: string): boolean => /^(?:[^/]*\/)?[^/]+$/.test(apiVersion);

function emptyOwnerField(field: 'kind' | 'name' | 'uid', path: string, on: Features): FieldError {
  const at = `${path}.${field}`;
  if (on.ownerErrorsHaveIndex) return required('owner-references', at, 'must not be empty');
  const detail = on.shortEmptyOwnerMessages ? 'must not be empty' : `${field} must not be empty`;
  return invalid('owner-references', at, '', detail);
}

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

function* validateFinalizers(finalizers: readonly string[], on: Features): FieldErrors {
  const path = 'metadata.finalizers';
  for (const finalizer of finalizers)
    yield* invalidFor('finalizers', path, finalizer, qualifiedName(finalizer, on));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    yield invalid(
      'finalizers',
      path,
      finalizers,
      'finalizer orphan and foregroundDeletion cannot be both set',
    );
  }
  for (const [index, finalizer] of finalizers.entries()) {
    if (!finalizer.includes('/') && !STANDARD_FINALIZERS.has(finalizer)) {
      yield invalid(
        'finalizers',
        `${path}[${index}]`,
        finalizer,
        'name is neither a standard finalizer name nor is it fully qualified',
      );
    }
  }
}

export function* validateLabelSelector(
  selector: LabelSelector | undefined,
  path: string,
  on: Features,
): FieldErrors {
  if (selector === undefined) return;
  yield* validateLabels(selector.matchLabels, `${path}.matchLabels`, on);
  for (const [index, requirement] of (selector.matchExpressions ?? []).entries())
    yield* validateRequirement(requirement, `${path}.matchExpressions[${index}]`, on);
}

function* validateRequirement(
  { key = '', operator = '', values = [] }: LabelSelectorRequirement,
  path: string,
  on: Features,
): FieldErrors {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0)
        yield required('selector', `${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        yield forbidden(
          'selector',
          `${path}.values`,
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        );
      }
      break;
    default:
      yield invalid('selector', `${path}.operator`, operator, 'not a valid selector operator');
  }
  yield* invalidFor('selector', `${path}.key`, key, qualifiedName(key, on));
  for (const [index, value] of values.entries())
    yield* invalidFor('selector', `${path}.values[${index}]`, value, labelValue(value, on));
}

/** Names that may stand in a list only once. */
export function* uniqueNames(
  rule: 'scheduling-gates',
  items: readonly { readonly name?: string }[],
  path: string,
): FieldErrors {
  const seen = new Set<string>();
  for (const [index, { name = '' }] of items.entries()) {
    if (seen.has(name)) yield duplicate(rule, `${path}[${index}]`, name);
    seen.add(name);
  }
}
