import type { PodSpec, Volume } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { ZERO } from '../../quantity/quantity.ts';
import { duplicate, type FieldErrors, forbidden, invalid, invalidFor, required } from '../field-error.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { dnsLabel, dnsSubdomain } from '../text/names.ts';
import { VOLUME_SOURCES, type VolumeSourceName, validateSource } from './volume-sources.ts';

/** V-044: names and sources. Returns the volumes without an error, which alone can be mounted. */
export function* validateVolumes(
  spec: PodSpec,
  path: string,
  pod: PodPosition,
): Generator<ReturnType<typeof required>, ReadonlyMap<string, Volume>, undefined> {
  const volumes = new Map<string, Volume>();
  const podName = pod.metadata?.name ?? '';
  const createdClaims = new Set(
    podName === ''
      ? []
      : (spec.volumes ?? [])
          .filter(({ ephemeral }) => ephemeral !== undefined)
          .map(({ name = '' }) => `${podName}-${name}`),
  );
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const at = `${path}[${index}]`;
    let sound = true;
    for (const error of validateVolume(volume, at, volumes, pod)) {
      sound = false;
      yield error;
    }
    if (sound) volumes.set(volume.name ?? '', volume);
    const claimName = volume.persistentVolumeClaim?.claimName ?? '';
    if (volume.persistentVolumeClaim !== undefined && createdClaims.has(claimName)) {
      yield invalid(
        'volume-source',
        `${at}.persistentVolumeClaim.claimName`,
        claimName,
        'must not reference a PVC that gets created for an ephemeral volume',
      );
    }
  }
  return volumes;
}

function* validateVolume(
  volume: Volume,
  path: string,
  known: ReadonlyMap<string, Volume>,
  pod: PodPosition,
): FieldErrors {
  const { name = '' } = volume;
  yield* validateSources(volume, path, pod);
  if (name === '') yield required('volume-name', `${path}.name`);
  else yield* invalidFor('volume-name', `${path}.name`, name, dnsLabel(name));
  if (known.has(name)) yield duplicate('volume-name', `${path}.name`, name);
}

/** Paths of one-source errors that the server misspells. */
const SECOND_SOURCE_PATHS: ReadonlyMap<VolumeSourceName, string> = new Map([
  ['cephfs', 'cephFS'],
  ['downwardAPI', 'downwarAPI'],
]);

const DIRECTORY_MODE_ERROR = 'must be a number between 0 and 01777 (octal), both inclusive';

function* validateSources(volume: Volume, path: string, pod: PodPosition): FieldErrors {
  let found = 0;
  if (volume.emptyDir !== undefined) {
    found++;
    const { mode } = volume.emptyDir;
    const size = readQuantity(volume.emptyDir.sizeLimit ?? '0');
    if (typeof size !== 'string' && compare(size, ZERO) < 0) {
      yield forbidden(
        'volume-source',
        `${path}.emptyDir.sizeLimit`,
        'SizeLimit field must be a valid resource quantity',
      );
    }
    if (mode !== undefined && (mode < 0 || mode > 0o1777))
      yield invalid('volume-source', `${path}.emptyDir.mode`, mode, DIRECTORY_MODE_ERROR);
  }
  for (const source of VOLUME_SOURCES) {
    if (volume[source] === undefined) continue;
    if (found > 0) {
      const at = `${path}.${SECOND_SOURCE_PATHS.get(source) ?? source}`;
      yield forbidden('volume-source', at, 'may not specify more than 1 volume type');
    } else {
      yield* validateSource(source, volume, path, pod);
      if (source === 'ephemeral') yield* validateClaimName(volume, path, pod);
    }
    if (source === 'iscsi') yield* validateIscsiLength(volume, path);
    found++;
  }
  if (found === 0) yield required('volume-source', path, 'must specify a volume type');
}

function* validateClaimName({ name = '' }: Volume, path: string, { metadata }: PodPosition): FieldErrors {
  if (!metadata?.name || name === '') return;
  const claim = `${metadata.name}-${name}`;
  for (const message of dnsSubdomain(claim))
    yield invalid('volume-source', `${path}.name`, name, `PVC name ${JSON.stringify(claim)}: ${message}`);
}

function* validateIscsiLength({ name = '', iscsi }: Volume, path: string): FieldErrors {
  if (iscsi?.initiatorName === undefined || `${name}:${iscsi.targetPortal ?? ''}`.length <= 64) return;
  yield invalid(
    'volume-source',
    `${path}.name`,
    name,
    'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.',
  );
}
