import type {
  DownwardAPIVolumeFile,
  EphemeralVolumeSource,
  PersistentVolumeClaimSpec,
  ProjectedVolumeSource,
  Volume,
  VolumeProjection,
} from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { changed } from './changed.ts';
import { defaultPullPolicy } from './default-pull-policy.ts';
import { roundAmounts } from './default-resources.ts';

/** Octal 0644. */
const FILE_MODE = 0o644;
const HOUR = 3600;

/** What the server fills into a volume (D-012); one without a source becomes an emptyDir. */
export function defaultVolume(volume: Volume, on: Release['on']): Volume {
  if (!hasSource(volume)) return { ...volume, emptyDir: {} };
  return {
    ...volume,
    ...changed(volume.hostPath, (hostPath) => ({ hostPath: { type: '', ...hostPath } })),
    ...changed(volume.secret, (secret) => ({ secret: { defaultMode: FILE_MODE, ...secret } })),
    ...changed(volume.configMap, (configMap) => ({ configMap: { defaultMode: FILE_MODE, ...configMap } })),
    ...changed(volume.downwardAPI, (downwardAPI) => ({
      downwardAPI: { defaultMode: FILE_MODE, ...downwardAPI, ...defaultItems(downwardAPI.items) },
    })),
    ...changed(volume.projected, (projected) => ({ projected: defaultProjected(projected) })),
    ...changed(volume.ephemeral, (ephemeral) => ({ ephemeral: defaultEphemeral(ephemeral) })),
    ...defaultLegacySource(volume),
    ...(on.ImageVolume &&
      changed(volume.image, (image) => ({
        image: { ...image, pullPolicy: image.pullPolicy || defaultPullPolicy(image.reference ?? '') },
      }))),
  };
}

const hasSource = (volume: Volume): boolean => Object.keys(volume).some((field) => field !== 'name');

/** Plugins that no kubelet has any more; the server still fills them in. */
const defaultLegacySource = (volume: Volume): Partial<Volume> => ({
  ...changed(volume.iscsi, (iscsi) => ({
    iscsi: { ...iscsi, iscsiInterface: iscsi.iscsiInterface || 'default' },
  })),
  ...changed(volume.rbd, (rbd) => ({
    rbd: {
      ...rbd,
      pool: rbd.pool || 'rbd',
      user: rbd.user || 'admin',
      keyring: rbd.keyring || '/etc/ceph/keyring',
    },
  })),
  ...changed(volume.azureDisk, (azureDisk) => ({
    azureDisk: { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false, ...azureDisk },
  })),
  ...changed(volume.scaleIO, (scaleIO) => ({
    scaleIO: {
      ...scaleIO,
      storageMode: scaleIO.storageMode || 'ThinProvisioned',
      fsType: scaleIO.fsType || 'xfs',
    },
  })),
});

const defaultProjected = (projected: ProjectedVolumeSource): ProjectedVolumeSource => ({
  defaultMode: FILE_MODE,
  ...projected,
  ...changed(projected.sources, (sources) => ({ sources: sources.map(defaultProjection) })),
});

const defaultProjection = (source: VolumeProjection): VolumeProjection => ({
  ...source,
  ...changed(source.downwardAPI, (downwardAPI) => ({
    downwardAPI: { ...downwardAPI, ...defaultItems(downwardAPI.items) },
  })),
  ...changed(source.serviceAccountToken, (token) => ({
    serviceAccountToken: { expirationSeconds: HOUR, ...token },
  })),
});

const defaultItems = (items: readonly DownwardAPIVolumeFile[] | undefined) =>
  changed(items, (files) => ({
    items: files.map((file) =>
      file.fieldRef === undefined || file.fieldRef.apiVersion
        ? file
        : { ...file, fieldRef: { ...file.fieldRef, apiVersion: 'v1' } },
    ),
  }));

const defaultEphemeral = (ephemeral: EphemeralVolumeSource): EphemeralVolumeSource => ({
  ...ephemeral,
  ...changed(ephemeral.volumeClaimTemplate, (template) => ({
    volumeClaimTemplate: { ...template, spec: defaultClaimSpec(template.spec ?? {}) },
  })),
});

export const defaultClaimSpec = (spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec => ({
  volumeMode: 'Filesystem',
  ...spec,
  ...changed(spec.resources, (resources) => ({
    resources: {
      ...resources,
      ...changed(resources.limits, (limits) => ({ limits: roundAmounts(limits) })),
      ...changed(resources.requests, (requests) => ({ requests: roundAmounts(requests) })),
    },
  })),
});
