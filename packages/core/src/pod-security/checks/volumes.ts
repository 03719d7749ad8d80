import type { Volume } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { Pod } from '../../workload/workload.ts';
import { plural, quoted, type SecurityCheck, sortedSet } from '../check.ts';

interface Placed {
  readonly volume: Volume;
  readonly path: string;
}

const volumesOf = ({ spec }: Pod): readonly Placed[] =>
  (spec.volumes ?? []).map((volume, index) => ({ volume, path: `spec.volumes[${index}]` }));

const namesOf = (placed: readonly Placed[]): string =>
  `${plural(placed.length, 'volume', 'volumes')} ${quoted(placed.map(({ volume }) => volume.name ?? ''))}`;

/** `check_hostPathVolumes.go` */
export const hostPathVolumes: SecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod) => {
        const bad = volumesOf(pod).filter(({ volume }) => volume.hostPath !== undefined);
        if (bad.length === 0) return undefined;
        return {
          reason: 'hostPath volumes',
          detail: namesOf(bad),
          paths: bad.map(({ path }) => `${path}.hostPath`),
        };
      },
    },
  ],
};

const ALLOWED: readonly (keyof Volume)[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const FORBIDDEN: readonly (keyof Volume)[] = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

const isAllowed = ({ volume }: Placed, on: Release['on']): boolean =>
  ALLOWED.some((kind) => volume[kind] !== undefined) ||
  (on.podSecurityAllowsImageVolumes && volume.image !== undefined);

const kindOf = ({ volume }: Placed): string =>
  FORBIDDEN.find((kind) => volume[kind] !== undefined) ?? 'unknown';

/** `check_restrictedVolumes.go` */
export const restrictedVolumes: SecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  replaces: 'hostPathVolumes',
  revisions: [
    {
      since: 0,
      find: (pod, on) => {
        const bad = volumesOf(pod).filter((placed) => !isAllowed(placed, on));
        if (bad.length === 0) return undefined;
        const kinds = sortedSet(bad.map(kindOf));
        const what = plural(kinds.length, 'restricted volume type', 'restricted volume types');
        return {
          reason: 'restricted volume types',
          detail: `${namesOf(bad)} ${plural(bad.length, 'uses', 'use')} ${what} ${quoted(kinds)}`,
          paths: bad.map(({ path }) => path),
        };
      },
    },
  ],
};
