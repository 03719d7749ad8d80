import type { Volume } from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, invalid, invalidFor, notSupported, required, tooLong } from '../field-error.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { byteLength, dnsSubdomain } from '../text/names.ts';
import { validateClaimTemplate } from './claims.ts';
import { validateConfigMap, validateDownwardApi, validateSecret } from './file-volumes.ts';
import { LEGACY_SOURCES, type LegacySourceName, validateLegacySource } from './legacy-sources.ts';
import { validateNoBacksteps } from './paths.ts';
import { validateProjected } from './projected.ts';

/** In the order in which the server looks at them; the first one found is the volume's. */
export const VOLUME_SOURCES = [
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
] as const;

export type VolumeSourceName = (typeof VOLUME_SOURCES)[number];

const isLegacy = (source: VolumeSourceName): source is LegacySourceName =>
  (LEGACY_SOURCES as readonly string[]).includes(source);

/** V-044: what each source asks for. `path` is the volume's. */
export function* validateSource(
  source: VolumeSourceName,
  volume: Volume,
  path: string,
  pod: PodPosition,
): FieldErrors {
  const at = `${path}.${source}`;
  if (isLegacy(source)) return yield* validateLegacySource(source, volume, path);
  switch (source) {
    case 'hostPath':
      return yield* validateHostPath(volume.hostPath ?? {}, at);
    case 'secret':
      return yield* validateSecret(volume.secret ?? {}, at);
    case 'nfs':
      return yield* validateNfs(volume.nfs ?? {}, at);
    case 'persistentVolumeClaim':
      if (!volume.persistentVolumeClaim?.claimName) yield required('volume-source', `${at}.claimName`);
      return;
    case 'downwardAPI':
      return yield* validateDownwardApi(volume.downwardAPI ?? {}, at, pod);
    case 'configMap':
      return yield* validateConfigMap(volume.configMap ?? {}, at);
    case 'projected':
      return yield* validateProjected(volume.projected ?? {}, at, pod);
    case 'csi':
      return yield* validateCsi(volume.csi ?? {}, at, pod);
    case 'ephemeral':
      if (volume.ephemeral?.volumeClaimTemplate === undefined)
        yield required('volume-source', `${at}.volumeClaimTemplate`);
      else
        yield* validateClaimTemplate(
          volume.ephemeral.volumeClaimTemplate,
          `${at}.volumeClaimTemplate`,
          pod.on,
        );
      return;
    case 'image':
      return yield* validateImage(volume.image ?? {}, at, pod);
  }
}

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

function* validateHostPath({ path = '', type }: NonNullable<Volume['hostPath']>, at: string): FieldErrors {
  if (path === '') {
    yield required('volume-source', `${at}.path`);
    return;
  }
  yield* validateNoBacksteps('volume-source', path, `${at}.path`);
  if (type !== undefined && !HOST_PATH_TYPES.includes(type))
    yield notSupported('volume-source', `${at}.type`, type, HOST_PATH_TYPES);
}

function* validateNfs({ server = '', path = '' }: NonNullable<Volume['nfs']>, at: string): FieldErrors {
  if (server === '') yield required('volume-source', `${at}.server`);
  if (path === '') yield required('volume-source', `${at}.path`);
  if (!path.startsWith('/')) yield invalid('volume-source', `${at}.path`, path, 'must be an absolute path');
}

function* validateCsi(
  { driver = '', nodePublishSecretRef }: NonNullable<Volume['csi']>,
  at: string,
  { on }: PodPosition,
): FieldErrors {
  if (driver === '') yield required('volume-source', `${at}.driver`);
  if (driver !== '' || !on.emptyCsiDriverIsRequiredOnly) {
    if (byteLength(driver) > 63) yield tooLong('volume-source', `${at}.driver`, 63, on);
    yield* invalidFor('volume-source', `${at}.driver`, driver, dnsSubdomain(driver.toLowerCase()));
  }
  if (nodePublishSecretRef === undefined) return;
  const { name = '' } = nodePublishSecretRef;
  if (name === '') yield required('volume-source', `${at}.nodePublishSecretRef.name`);
  else yield* invalidFor('volume-source', `${at}.name`, name, dnsSubdomain(name));
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

function* validateImage(
  { reference = '', pullPolicy = '' }: NonNullable<Volume['image']>,
  at: string,
  { isPod, on }: PodPosition,
): FieldErrors {
  if ((isPod || on.checksImageReferenceInTemplates) && reference === '')
    yield required('volume-source', `${at}.reference`);
  yield* validatePullPolicy(pullPolicy, `${at}.pullPolicy`);
}

/** V-014. */
export function* validatePullPolicy(policy: string, path: string): FieldErrors {
  if (policy === '') yield required('pull-policy', path);
  else if (!PULL_POLICIES.includes(policy)) yield notSupported('pull-policy', path, policy, PULL_POLICIES);
}
