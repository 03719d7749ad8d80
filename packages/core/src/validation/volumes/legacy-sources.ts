import type { Volume } from '../../kubernetes/api-types.gen.ts';
import {
  type FieldErrors,
  inclusiveRange,
  invalid,
  invalidFor,
  notSupported,
  required,
} from '../field-error.ts';
import { dnsLabel } from '../text/names.ts';
import { validateDescendingPath } from './paths.ts';

/** Network storage that Kubernetes once spoke itself. Most is gone from the kubelet; the server still checks it. */
export const LEGACY_SOURCES = [
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'iscsi',
  'glusterfs',
  'flocker',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'scaleIO',
] as const;

export type LegacySourceName = (typeof LEGACY_SOURCES)[number];

const RULE = 'volume-source';

export function* validateLegacySource(source: LegacySourceName, volume: Volume, path: string): FieldErrors {
  const at = `${path}.${source}`;
  switch (source) {
    case 'gitRepo':
      yield* requireFields(volume.gitRepo ?? {}, ['repository'], at);
      return yield* validateDescendingPath(RULE, volume.gitRepo?.directory ?? '', `${at}.directory`);
    case 'gcePersistentDisk':
      // The server's own path for it.
      yield* requireFields(volume.gcePersistentDisk ?? {}, ['pdName'], `${path}.persistentDisk`);
      return yield* validatePartition(volume.gcePersistentDisk?.partition, `${path}.persistentDisk`);
    case 'awsElasticBlockStore':
      yield* requireFields(volume.awsElasticBlockStore ?? {}, ['volumeID'], at);
      return yield* validatePartition(volume.awsElasticBlockStore?.partition, at);
    case 'iscsi':
      return yield* validateIscsi(volume.iscsi ?? {}, at);
    case 'glusterfs':
      return yield* requireFields(volume.glusterfs ?? {}, ['endpoints', 'path'], at);
    case 'flocker':
      return yield* validateFlocker(volume.flocker ?? {}, at);
    case 'rbd':
      return yield* requireFields(volume.rbd ?? {}, ['monitors', 'image'], at);
    case 'cinder':
      yield* requireFields(volume.cinder ?? {}, ['volumeID'], at);
      return yield* requireSecretName(volume.cinder?.secretRef, at);
    case 'cephfs':
      return yield* requireFields(volume.cephfs ?? {}, ['monitors'], at);
    case 'quobyte':
      return yield* validateQuobyte(volume.quobyte ?? {}, at);
    case 'fc':
      return yield* validateFibreChannel(volume.fc ?? {}, at);
    case 'flexVolume':
      return yield* validateFlexVolume(volume.flexVolume ?? {}, at);
    case 'azureFile':
      return yield* requireFields(volume.azureFile ?? {}, ['secretName', 'shareName'], at);
    case 'vsphereVolume':
      return yield* requireFields(volume.vsphereVolume ?? {}, ['volumePath'], at);
    case 'photonPersistentDisk':
      return yield* requireFields(volume.photonPersistentDisk ?? {}, ['pdID'], at);
    case 'portworxVolume':
      return yield* requireFields(volume.portworxVolume ?? {}, ['volumeID'], at);
    case 'azureDisk':
      return yield* validateAzureDisk(volume.azureDisk ?? {}, at);
    case 'storageos':
      return yield* validateStorageOs(volume.storageos ?? {}, at);
    case 'scaleIO':
      return yield* requireFields(volume.scaleIO ?? {}, ['gateway', 'system', 'volumeName'], at);
  }
}

function* requireFields<T extends object>(
  source: T,
  fields: readonly (keyof T & string)[],
  path: string,
): FieldErrors {
  for (const field of fields) {
    const value: unknown = source[field];
    if (!value || (Array.isArray(value) && value.length === 0)) yield required(RULE, `${path}.${field}`);
  }
}

function* requireSecretName(secretRef: { readonly name?: string } | undefined, path: string): FieldErrors {
  if (secretRef !== undefined && !secretRef.name) yield required(RULE, `${path}.secretRef.name`);
}

function* validatePartition(partition: number | undefined, path: string): FieldErrors {
  if (partition !== undefined && (partition < 0 || partition > 255))
    yield invalid(RULE, `${path}.partition`, partition, inclusiveRange(1, 255));
}

function* validateIscsi(iscsi: NonNullable<Volume['iscsi']>, path: string): FieldErrors {
  const { iqn = '', lun = 0, initiatorName } = iscsi;
  yield* requireFields(iscsi, ['targetPortal', 'iqn'], path);
  if (iqn !== '') yield* validateIqn(iqn, `${path}.iqn`);
  if (lun < 0 || lun > 255) yield invalid(RULE, `${path}.lun`, lun, inclusiveRange(0, 255));
  if ((iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true) && iscsi.secretRef === undefined)
    yield required(RULE, `${path}.secretRef`);
  if (initiatorName !== undefined) yield* validateIqn(initiatorName, `${path}.initiatorname`);
}

const IQN_FORMATS: readonly (readonly [prefix: string, format: RegExp])[] = [
  ['iqn', /iqn\.\d{4}-\d{2}\.[a-zA-Z0-9\-.]+:[^,;*&$|\s]+$/],
  ['eui', /^eui.[a-zA-Z0-9]{16}$/],
  ['naa', /^naa.[a-zA-Z0-9]{32}$/],
];

function* validateIqn(name: string, path: string): FieldErrors {
  const format = IQN_FORMATS.find(([prefix]) => name.startsWith(prefix))?.[1];
  if (format === undefined)
    yield invalid(RULE, path, name, 'must be valid format starting with iqn, eui, or naa');
  else if (!format.test(name.slice(0, 1000))) yield invalid(RULE, path, name, 'must be valid format');
}

function* validateFlocker(
  { datasetName = '', datasetUUID = '' }: NonNullable<Volume['flocker']>,
  path: string,
): FieldErrors {
  if (datasetName === '' && datasetUUID === '')
    yield required(RULE, path, 'one of datasetName and datasetUUID is required');
  if (datasetName !== '' && datasetUUID !== '')
    yield invalid(RULE, path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously');
  if (datasetName.includes('/'))
    yield invalid(RULE, `${path}.datasetName`, datasetName, "must not contain '/'");
}

const REGISTRY = 'must be a host:port pair or multiple pairs separated by commas';

function* validateQuobyte(quobyte: NonNullable<Volume['quobyte']>, path: string): FieldErrors {
  const { registry = '', tenant = '', volume = '' } = quobyte;
  if (registry === '') yield required(RULE, `${path}.registry`, REGISTRY);
  else if (tenant.length >= 65)
    yield required(RULE, `${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters');
  else {
    for (const pair of registry.split(','))
      if (!isHostPort(pair)) yield invalid(RULE, `${path}.registry`, registry, REGISTRY);
  }
  if (volume === '') yield required(RULE, `${path}.volume`);
}

/** As Go's `net.SplitHostPort`: one colon outside brackets. */
const isHostPort = (pair: string): boolean => /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair);

function* validateFibreChannel(fc: NonNullable<Volume['fc']>, path: string): FieldErrors {
  const { targetWWNs = [], wwids = [], lun } = fc;
  const at = `${path}.targetWWNs`;
  if (targetWWNs.length === 0 && wwids.length === 0)
    yield required(RULE, at, 'must specify either targetWWNs or wwids, but not both');
  if (targetWWNs.length === 0) return;
  if (wwids.length > 0)
    yield invalid(RULE, at, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously');
  if (lun === undefined) yield required(RULE, `${path}.lun`, 'lun is required if targetWWNs is specified');
  else if (lun < 0 || lun > 255) yield invalid(RULE, `${path}.lun`, lun, inclusiveRange(0, 255));
}

function* validateFlexVolume(
  { driver = '', options = {} }: NonNullable<Volume['flexVolume']>,
  path: string,
): FieldErrors {
  if (driver === '') yield required(RULE, `${path}.driver`);
  for (const key of Object.keys(options)) {
    const namespace = `.${(key.split('/')[0] ?? '').toLowerCase()}`;
    if (namespace.endsWith('.kubernetes.io') || namespace.endsWith('.k8s.io'))
      yield invalid(RULE, `${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved');
  }
}

const CACHING_MODES = ['None', 'ReadOnly', 'ReadWrite'];
const DISK_KINDS = ['Dedicated', 'Managed', 'Shared'];

function* validateAzureDisk(disk: NonNullable<Volume['azureDisk']>, path: string): FieldErrors {
  const { cachingMode, kind, diskURI = '' } = disk;
  yield* requireFields(disk, ['diskName', 'diskURI'], path);
  if (cachingMode !== undefined && !CACHING_MODES.includes(cachingMode))
    yield notSupported(RULE, `${path}.cachingMode`, cachingMode, CACHING_MODES);
  if (kind === undefined) return;
  if (!DISK_KINDS.includes(kind)) yield notSupported(RULE, `${path}.kind`, kind, DISK_KINDS);
  if (kind === 'Managed' && !diskURI.startsWith('/subscriptions/')) {
    yield notSupported(RULE, `${path}.diskURI`, diskURI, [
      '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}',
    ]);
  }
  if (kind !== 'Managed' && !diskURI.startsWith('https://')) {
    yield notSupported(RULE, `${path}.diskURI`, diskURI, [
      'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd',
    ]);
  }
}

function* validateStorageOs(
  { volumeName = '', volumeNamespace = '', secretRef }: NonNullable<Volume['storageos']>,
  path: string,
): FieldErrors {
  if (volumeName === '') yield required(RULE, `${path}.volumeName`);
  else yield* invalidFor(RULE, `${path}.volumeName`, volumeName, dnsLabel(volumeName));
  if (volumeNamespace !== '')
    yield* invalidFor(RULE, `${path}.volumeNamespace`, volumeNamespace, dnsLabel(volumeNamespace));
  yield* requireSecretName(secretRef, path);
}
