import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  KeyToPath,
  SecretVolumeSource,
} from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, inclusiveRange, invalid, required } from '../field-error.ts';
import { VOLUME_FIELDS, validateFieldRef, validateResourceFieldRef } from '../pod/downward-api.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { validateNonReservedPath } from './paths.ts';

const MODE_ERROR = 'must be a number between 0 and 0777 (octal), both inclusive';

export function* validateMode(mode: number | undefined, path: string): FieldErrors {
  if (mode !== undefined && (mode > 0o777 || mode < 0))
    yield invalid('volume-source', path, mode, MODE_ERROR);
}

const MOST_USER = 2 ** 31 - 1;

/** V-045: the owner of a file, where AtomicWriteVolumeUserFields lets it be chosen. */
export function* validateUser(user: number | undefined, path: string): FieldErrors {
  if (user !== undefined && (user < 0 || user > MOST_USER))
    yield invalid('volume-source', path, user, inclusiveRange(0, MOST_USER));
}

export function* validateSecret(
  { secretName, defaultMode, defaultUser, items }: SecretVolumeSource,
  path: string,
): FieldErrors {
  if (!secretName) yield required('volume-source', `${path}.secretName`);
  yield* validateMode(defaultMode, `${path}.defaultMode`);
  yield* validateUser(defaultUser, `${path}.defaultUser`);
  yield* validateItems(items, `${path}.items`);
}

export function* validateConfigMap(
  { name, defaultMode, defaultUser, items }: ConfigMapVolumeSource,
  path: string,
): FieldErrors {
  if (!name) yield required('volume-source', `${path}.name`);
  yield* validateMode(defaultMode, `${path}.defaultMode`);
  yield* validateUser(defaultUser, `${path}.defaultUser`);
  yield* validateItems(items, `${path}.items`);
}

function* validateItems(items: readonly KeyToPath[] | undefined, path: string): FieldErrors {
  for (const [index, item] of (items ?? []).entries()) yield* validateItem(item, `${path}[${index}]`);
}

export function* validateItem(
  { key = '', path: file = '', mode, user }: KeyToPath,
  path: string,
): FieldErrors {
  if (key === '') yield required('volume-source', `${path}.key`);
  if (file === '') yield required('volume-source', `${path}.path`);
  yield* validateNonReservedPath('volume-source', file, `${path}.path`);
  yield* validateMode(mode, `${path}.mode`);
  yield* validateUser(user, `${path}.user`);
}

export function* validateDownwardApi(
  { defaultMode, defaultUser, items = [] }: DownwardAPIVolumeSource,
  path: string,
  pod: PodPosition,
): FieldErrors {
  yield* validateMode(defaultMode, `${path}.defaultMode`);
  yield* validateUser(defaultUser, `${path}.defaultUser`);
  for (const file of items) yield* validateDownwardFile(file, path, pod);
}

/** The path has no index: the server prints that of the volume. */
export function* validateDownwardFile(
  file: DownwardAPIVolumeFile,
  path: string,
  pod: PodPosition,
): FieldErrors {
  if (!file.path) yield required('volume-source', `${path}.path`);
  yield* validateNonReservedPath('volume-source', file.path ?? '', `${path}.path`);
  if (file.fieldRef !== undefined) {
    yield* validateFieldRef(file.fieldRef, VOLUME_FIELDS, `${path}.fieldRef`, pod);
    if (file.resourceFieldRef !== undefined) {
      yield invalid(
        'volume-source',
        path,
        'resource',
        'fieldRef and resourceFieldRef can not be specified simultaneously',
      );
    }
  } else if (file.resourceFieldRef !== undefined) {
    yield* validateResourceFieldRef(file.resourceFieldRef, `${path}.resourceFieldRef`, true);
  } else {
    yield required('volume-source', path, 'one of fieldRef and resourceFieldRef is required');
  }
  yield* validateMode(file.mode, `${path}.mode`);
  yield* validateUser(file.user, `${path}.user`);
}
