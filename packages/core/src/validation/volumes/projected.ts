import type {
  ClusterTrustBundleProjection,
  KeyToPath,
  PodCertificateProjection,
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from '../../kubernetes/api-types.gen.ts';
import {
  type FieldError,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  notSupported,
  required,
  tooLong,
} from '../field-error.ts';
import { validateLabelSelector } from '../metadata.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { qualifiedName } from '../text/labels.ts';
import { byteLength, dnsSubdomain } from '../text/names.ts';
import { validateDownwardFile, validateItem, validateMode, validateUser } from './file-volumes.ts';
import { validateNonReservedPath } from './paths.ts';
import { validateSignerName } from './signer-name.ts';

/** The sources of a projected volume share one directory, so their paths are compared. */
interface Projection {
  /** Path of the volume's source: `spec.volumes[0].projected`. */
  readonly path: string;
  readonly taken: Set<string>;
  readonly pod: PodPosition;
}

export function* validateProjected(
  { defaultMode, defaultUser, sources = [] }: ProjectedVolumeSource,
  path: string,
  pod: PodPosition,
): FieldErrors {
  yield* validateMode(defaultMode, `${path}.defaultMode`);
  yield* validateUser(defaultUser, `${path}.defaultUser`);
  const projection: Projection = { path, taken: new Set(), pod };
  for (const [index, source] of sources.entries())
    yield* validateProjectionSource(source, `${path}.sources[${index}]`, projection);
}

function* validateProjectionSource(
  source: VolumeProjection,
  path: string,
  projection: Projection,
): FieldErrors {
  const { secret, configMap, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = source;
  const { pod } = projection;
  if (secret !== undefined) yield* validateFiles(secret, `${path}.secret`, projection);
  if (configMap !== undefined) yield* validateFiles(configMap, `${path}.configMap`, projection);
  if (downwardAPI !== undefined) {
    for (const file of downwardAPI.items ?? []) {
      yield* validateDownwardFile(file, `${path}.downwardAPI`, pod);
      yield* take(file.path ?? '', file.path ?? '', projection);
    }
  }
  if (serviceAccountToken !== undefined)
    yield* validateToken(serviceAccountToken, `${path}.serviceAccountToken`, projection);
  if (clusterTrustBundle !== undefined) {
    const field = pod.on.trustBundlePathEndsInPem ? 'clusterTrustBundlePEM' : 'clusterTrustBundle';
    yield* validateTrustBundle(clusterTrustBundle, `${path}.${field}`, projection);
  }
  if (podCertificate !== undefined)
    yield* validateCertificate(podCertificate, `${path}.podCertificate`, projection);
  if (Object.keys(source).length > 1) {
    yield forbidden(
      'projected-volume',
      path,
      `may not specify more than 1 volume type${pod.on.saysPerSource ? ' per source' : ''}`,
    );
  }
}

/** A path that an earlier source has is an error of the whole volume; empty ones are reported elsewhere. */
function* take(file: string, value: string, { path, taken }: Projection): FieldErrors {
  if (file === '') return;
  if (taken.has(file)) yield conflict(path, value);
  taken.add(file);
}

const conflict = (path: string, value: string): FieldError =>
  invalid('projected-volume', path, value, 'conflicting duplicate paths');

function* validateFiles(
  { name = '', items = [] }: { readonly name?: string; readonly items?: readonly KeyToPath[] },
  path: string,
  projection: Projection,
): FieldErrors {
  if (name === '') yield required('projected-volume', `${path}.name`);
  for (const [index, item] of items.entries()) {
    yield* validateItem(item, `${path}.items[${index}]`);
    yield* take(item.path ?? '', name, projection);
  }
}

function* validateToken(
  { expirationSeconds = 0, path: file = '', user }: ServiceAccountTokenProjection,
  path: string,
  { path: volumePath, pod }: Projection,
): FieldErrors {
  const at = `${path}.expirationSeconds`;
  if (expirationSeconds < 600)
    yield invalid(
      'projected-volume',
      at,
      expirationSeconds,
      'may not specify a duration less than 10 minutes',
    );
  if (expirationSeconds > 2 ** 32)
    yield invalid(
      'projected-volume',
      at,
      expirationSeconds,
      'may not specify a duration larger than 2^32 seconds',
    );
  if (file === '') yield required('projected-volume', `${volumePath}.path`);
  else if (pod.on.checksTokenPath)
    yield* validateNonReservedPath('projected-volume', file, `${volumePath}.path`);
  yield* validateUser(user, `${path}.user`);
}

function* validateTrustBundle(
  bundle: ClusterTrustBundleProjection,
  path: string,
  projection: Projection,
): FieldErrors {
  const { name, signerName, path: file = '' } = bundle;
  if (name !== undefined && signerName !== undefined) {
    yield invalid('projected-volume', path, bundle, 'only one of name and signerName may be used');
  } else if (name !== undefined) {
    yield* validateBundleName(bundle, name, path);
  } else if (signerName !== undefined) {
    if (signerName === '')
      yield required('projected-volume', `${path}.signerName`, 'must be a valid signer name');
    yield* validateSignerName(signerName, `${path}.signerName`, projection.pod.on);
    yield* validateLabelSelector(bundle.labelSelector, `${path}.labelSelector`, projection.pod.on);
  } else {
    yield required('projected-volume', path, 'either name or signerName must be specified');
  }
  if (file === '') yield required('projected-volume', `${path}.path`);
  yield* validateNonReservedPath('projected-volume', file, `${path}.path`);
  if (projection.taken.has(file)) yield conflict(projection.path, file);
  projection.taken.add(file);
  yield* validateUser(bundle.user, `${path}.user`);
}

function* validateBundleName(
  { labelSelector }: ClusterTrustBundleProjection,
  name: string,
  path: string,
): FieldErrors {
  if (name === '') yield required('projected-volume', `${path}.name`, 'must be a valid object name');
  const split = name.lastIndexOf(':');
  for (const message of dnsSubdomain(split < 0 ? name : name.slice(split + 1)))
    yield invalid('projected-volume', `${path}.name`, name, `not a valid clustertrustbundlename: ${message}`);
  if (labelSelector !== undefined) {
    yield invalid(
      'projected-volume',
      `${path}.labelSelector`,
      labelSelector,
      'labelSelector must be unset if name is specified',
    );
  }
}

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];
const DAY = 86_400;

function* validateCertificate(
  certificate: PodCertificateProjection,
  path: string,
  projection: Projection,
): FieldErrors {
  const { signerName = '', keyType = '', maxExpirationSeconds: seconds, userAnnotations } = certificate;
  const { on } = projection.pod;
  yield* validateSignerName(signerName, `${path}.signerName`, on);
  if (userAnnotations !== undefined)
    yield* validateUserAnnotations(userAnnotations, `${path}.userAnnotations`, on);
  if (!KEY_TYPES.includes(keyType))
    yield notSupported('projected-volume', `${path}.keyType`, keyType, KEY_TYPES);
  if (seconds !== undefined) {
    const at = `${path}.maxExpirationSeconds`;
    const most = /(?:^|\.)kubernetes\.io\//.test(signerName) ? DAY : 91 * DAY;
    if (seconds < 3600)
      yield invalid('projected-volume', at, seconds, 'if provided, maxExpirationSeconds must be >= 3600');
    if (seconds > most)
      yield invalid('projected-volume', at, seconds, `if provided, maxExpirationSeconds must be <= ${most}`);
  }
  let paths = 0;
  for (const field of ['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const) {
    const file = certificate[field] ?? '';
    if (file === '') continue;
    paths++;
    yield* validateNonReservedPath('projected-volume', file, `${path}.${field}`);
    yield* take(file, file, projection);
  }
  if (paths === 0) {
    yield required(
      'projected-volume',
      path,
      'specify at least one of credentialBundlePath, keyPath, and certificateChainPath',
    );
  }
  yield* validateUser(certificate.user, `${path}.user`);
}

const MOST_ANNOTATION_BYTES = 256 * 1024;

function* validateUserAnnotations(
  annotations: Readonly<Record<string, string>>,
  path: string,
  on: PodPosition['on'],
): FieldErrors {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    const lower = key.toLowerCase();
    bytes += byteLength(key) + byteLength(value);
    const messages = qualifiedName(lower, on);
    if (key === '') yield required('projected-volume', path);
    else if (messages.length > 0) yield* invalidFor('projected-volume', path, lower, messages);
    else if (!lower.includes('/'))
      yield invalid('projected-volume', path, lower, 'must be a domain-prefixed key (such as "acme.io/foo")');
  }
  if (bytes > MOST_ANNOTATION_BYTES) yield tooLong('projected-volume', path, MOST_ANNOTATION_BYTES, on);
}
