import type {
  DownwardAPIVolumeFile,
  KeyToPath,
  PodSpec,
  ProjectedVolumeSource,
  Volume,
  VolumeProjection,
} from '../kubernetes/api-types.gen.ts';
import { changed } from './changed.ts';
import { type DropContext, without } from './dropped-field.ts';

/** A volume without what disabled gates remove. */
export function dropFromVolume(volume: Volume, path: string, context: DropContext): Volume {
  const kept = context.on.AtomicWriteVolumeUserFields ? volume : dropUsers(volume, path, context);
  return {
    ...kept,
    ...changed(kept.projected, (projected) => ({
      projected: dropFromSources(projected, `${path}.projected`, context, dropSource),
    })),
    ...(!context.on.EmptyDirVolumeMode &&
      changed(kept.emptyDir, (emptyDir) => ({
        emptyDir: without(emptyDir, 'mode', `${path}.emptyDir`, 'EmptyDirVolumeMode', context),
      }))),
  };
}

type DropFromSource = (source: VolumeProjection, path: string, context: DropContext) => VolumeProjection;

const dropFromSources = (
  projected: ProjectedVolumeSource,
  path: string,
  context: DropContext,
  drop: DropFromSource,
): ProjectedVolumeSource => ({
  ...projected,
  ...changed(projected.sources, (sources) => ({
    sources: sources.map((source, index) => drop(source, `${path}.sources[${index}]`, context)),
  })),
});

/** A projection of a source that the server does not know; its place stays, empty. */
function dropSource(source: VolumeProjection, path: string, context: DropContext): VolumeProjection {
  const bundles = context.on.ClusterTrustBundleProjection
    ? source
    : without(source, 'clusterTrustBundle', path, 'ClusterTrustBundleProjection', context);
  return context.on.PodCertificateRequest
    ? bundles
    : without(bundles, 'podCertificate', path, 'PodCertificateRequest', context);
}

/** G-015: owners of files, in volumes that the kubelet writes. */
function dropUsers(volume: Volume, path: string, context: DropContext): Volume {
  const ownerless = <S extends { readonly defaultUser?: number; readonly items?: readonly File[] }>(
    source: S,
    at: string,
  ): S => dropItemUsers(dropUser(source, 'defaultUser', at, context), at, context);
  return {
    ...volume,
    ...changed(volume.secret, (it) => ({ secret: ownerless(it, `${path}.secret`) })),
    ...changed(volume.configMap, (it) => ({ configMap: ownerless(it, `${path}.configMap`) })),
    ...changed(volume.downwardAPI, (it) => ({ downwardAPI: ownerless(it, `${path}.downwardAPI`) })),
    ...changed(volume.projected, (it) => ({
      projected: dropFromSources(
        dropUser(it, 'defaultUser', `${path}.projected`, context),
        `${path}.projected`,
        context,
        dropSourceUsers,
      ),
    })),
  };
}

type File = KeyToPath | DownwardAPIVolumeFile;

const dropUser = <T extends object, K extends keyof T & string>(
  holder: T,
  field: K,
  path: string,
  context: DropContext,
): T => without(holder, field, path, 'AtomicWriteVolumeUserFields', context);

const dropItemUsers = <S extends { readonly items?: readonly File[] }>(
  source: S,
  path: string,
  context: DropContext,
): S => ({
  ...source,
  ...changed(source.items, (items) => ({
    items: items.map((item, index) => dropUser(item, 'user', `${path}.items[${index}]`, context)),
  })),
});

const dropSourceUsers = (source: VolumeProjection, path: string, context: DropContext): VolumeProjection => ({
  ...source,
  ...changed(source.secret, (it) => ({ secret: dropItemUsers(it, `${path}.secret`, context) })),
  ...changed(source.configMap, (it) => ({ configMap: dropItemUsers(it, `${path}.configMap`, context) })),
  ...changed(source.downwardAPI, (it) => ({
    downwardAPI: dropItemUsers(it, `${path}.downwardAPI`, context),
  })),
  ...changed(source.serviceAccountToken, (it) => ({
    serviceAccountToken: dropUser(it, 'user', `${path}.serviceAccountToken`, context),
  })),
  ...changed(source.clusterTrustBundle, (it) => ({
    clusterTrustBundle: dropUser(it, 'user', `${path}.clusterTrustBundle`, context),
  })),
  ...changed(source.podCertificate, (it) => ({
    podCertificate: dropUser(it, 'user', `${path}.podCertificate`, context),
  })),
});

/** The whole volume goes, and every mount of it. */
export function dropImageVolumes(spec: PodSpec, path: string, context: DropContext): PodSpec {
  const { volumes } = spec;
  if (context.on.ImageVolume || !volumes?.some(({ image }) => image !== undefined)) return spec;
  const names = new Set<string>();
  volumes.forEach(({ image, name = '' }, index) => {
    if (image === undefined) return;
    names.add(name);
    context.dropped.push({ path: `${path}.volumes[${index}]`, gate: 'ImageVolume' });
  });
  const unmounted = <C extends { readonly volumeMounts?: readonly { readonly name?: string }[] }>(
    container: C,
  ): C =>
    container.volumeMounts === undefined
      ? container
      : { ...container, volumeMounts: container.volumeMounts.filter(({ name = '' }) => !names.has(name)) };
  return {
    ...spec,
    volumes: volumes.filter(({ image }) => image === undefined),
    ...changed(spec.containers, (containers) => ({ containers: containers.map(unmounted) })),
    ...changed(spec.initContainers, (containers) => ({ initContainers: containers.map(unmounted) })),
    ...changed(spec.ephemeralContainers, (containers) => ({
      ephemeralContainers: containers.map(unmounted),
    })),
  };
}
