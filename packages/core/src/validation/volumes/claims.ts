import type {
  ObjectMeta,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimTemplate,
  TypedLocalObjectReference,
  TypedObjectReference,
} from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { ZERO } from '../../quantity/quantity.ts';
import { type FieldErrors, forbidden, invalid, invalidFor, notSupported, required } from '../field-error.ts';
import { validateAnnotations, validateLabelSelector, validateLabels } from '../metadata.ts';
import { dnsLabel, dnsSubdomain } from '../text/names.ts';

type Features = Release['on'];

const RULE = 'volume-claim';

/** The claim template of a generic ephemeral volume. */
export function* validateClaimTemplate(
  { metadata = {}, spec = {} }: PersistentVolumeClaimTemplate,
  path: string,
  on: Features,
): FieldErrors {
  yield* validateAnnotations(metadata.annotations, `${path}.metadata.annotations`, on);
  yield* validateLabels(metadata.labels, `${path}.metadata.labels`, on);
  yield* forbidOtherMetadata(metadata, `${path}.metadata`);
  yield* validateClaimSpec(spec, `${path}.spec`, on);
}

/** In the order of the Go struct. */
const METADATA_FIELDS = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
] as const satisfies readonly (keyof ObjectMeta)[];

/** The server derives the path from the name of the Go field. */
const GO_NAMES: ReadonlyMap<string, string> = new Map([['uid', 'uID']]);

function* forbidOtherMetadata(metadata: ObjectMeta, path: string): FieldErrors {
  for (const field of METADATA_FIELDS) {
    const value = metadata[field];
    if (value === undefined || value === '' || value === 0) continue;
    yield forbidden(RULE, `${path}.${GO_NAMES.get(field) ?? field}`, 'cannot be set');
  }
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** V-231. */
export function* validateClaimSpec(spec: PersistentVolumeClaimSpec, path: string, on: Features): FieldErrors {
  const { accessModes = [], storageClassName, volumeMode, volumeAttributesClassName } = spec;
  if (accessModes.length === 0)
    yield required(RULE, `${path}.accessModes`, 'at least 1 access mode is required');
  yield* validateLabelSelector(spec.selector, `${path}.selector`, on);
  yield* validateAccessModes(accessModes, `${path}.accessModes`);
  yield* validateStorage(spec, `${path}.resources[storage]`);
  if (storageClassName)
    yield* invalidFor(RULE, `${path}.storageClassName`, storageClassName, dnsSubdomain(storageClassName));
  if (volumeMode !== undefined && volumeMode !== 'Block' && volumeMode !== 'Filesystem')
    yield notSupported(RULE, `${path}.volumeMode`, volumeMode, ['Block', 'Filesystem']);
  yield* validateDataSources(spec, path, on);
  if (volumeAttributesClassName && on.VolumeAttributesClass) {
    yield* invalidFor(
      RULE,
      `${path}.volumeAttributesClassName`,
      volumeAttributesClassName,
      dnsSubdomain(volumeAttributesClassName),
    );
  }
}

function* validateAccessModes(modes: readonly string[], path: string): FieldErrors {
  for (const mode of modes)
    if (!ACCESS_MODES.includes(mode)) yield notSupported(RULE, path, mode, ACCESS_MODES);
  const others = modes.filter((mode) => ACCESS_MODES.includes(mode) && mode !== 'ReadWriteOncePod');
  if (modes.includes('ReadWriteOncePod') && others.length > 0)
    yield forbidden(RULE, path, 'may not use ReadWriteOncePod with other access modes');
}

function* validateStorage({ resources }: PersistentVolumeClaimSpec, path: string): FieldErrors {
  const requests = resources?.requests ?? {};
  const text = Object.hasOwn(requests, 'storage') ? requests['storage'] : undefined;
  if (text === undefined) {
    yield required(RULE, path);
    return;
  }
  const storage = readQuantity(text);
  if (typeof storage !== 'string' && compare(storage, ZERO) <= 0)
    yield invalid(RULE, path, printQuantity(storage), 'must be greater than zero');
}

function* validateDataSources(spec: PersistentVolumeClaimSpec, path: string, on: Features): FieldErrors {
  const { dataSource, dataSourceRef } = spec;
  if (dataSource !== undefined) yield* validateDataSource(dataSource, `${path}.dataSource`, on);
  if (dataSourceRef !== undefined) {
    yield* validateDataSource(dataSourceRef, `${path}.dataSourceRef`, on);
    const { namespace = '' } = dataSourceRef;
    if (namespace !== '')
      yield* invalidFor(RULE, `${path}.dataSourceRef.namespace`, namespace, dnsLabel(namespace));
  }
  if (dataSource === undefined || dataSourceRef === undefined) return;
  if (dataSourceRef.namespace)
    yield invalid(
      RULE,
      path,
      `${path}.dataSource`,
      'may not be specified when dataSourceRef.namespace is specified',
    );
  else if (!isSameSource(dataSource, dataSourceRef))
    yield invalid(RULE, path, `${path}.dataSource`, 'must match dataSourceRef');
}

const isSameSource = (left: TypedLocalObjectReference, right: TypedObjectReference): boolean =>
  left.apiGroup === right.apiGroup &&
  (left.kind ?? '') === (right.kind ?? '') &&
  (left.name ?? '') === (right.name ?? '');

function* validateDataSource(
  { name = '', kind = '', apiGroup = '' }: TypedLocalObjectReference | TypedObjectReference,
  path: string,
  on: Features,
): FieldErrors {
  if (name === '') yield required(RULE, `${path}.name`);
  if (kind === '') yield required(RULE, `${path}.kind`);
  if (apiGroup === '' && kind !== 'PersistentVolumeClaim')
    yield invalid(RULE, path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
  if (apiGroup !== '' && on.checksDataSourceGroup)
    yield* invalidFor(RULE, `${path}.apiGroup`, apiGroup, dnsSubdomain(apiGroup));
}
