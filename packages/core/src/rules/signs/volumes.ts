import type { Container, PodSpec, VolumeMount } from '../../kubernetes/api-types.gen.ts';
import { once } from './once.ts';

const mountsOf = ({ volumeMounts }: Container): readonly VolumeMount[] => volumeMounts ?? [];

/** Names of the volumes that a container may write. */
export const writableVolumes: (container: Container) => ReadonlySet<string> = once(
  (container): ReadonlySet<string> =>
    new Set(mountsOf(container).flatMap(({ name, readOnly }) => (readOnly === true ? [] : [name ?? '']))),
);

/** A volume that the reader only reads and the writer may write. */
export function readVolume(reader: Container, writer: Container): string | undefined {
  return mountsOf(reader).find(
    ({ name, readOnly }) => readOnly === true && writableVolumes(writer).has(name ?? ''),
  )?.name;
}

/** Volumes that both mount. */
export function sharedVolumes(a: Container, b: Container): readonly string[] {
  const names = new Set(mountsOf(b).map(({ name }) => name));
  return [...new Set(mountsOf(a).flatMap(({ name }) => (names.has(name) ? [name ?? ''] : [])))];
}

/** Names of the Pod's `emptyDir` volumes, which only its containers can fill. */
export const emptyDirs = ({ volumes }: PodSpec): ReadonlySet<string> =>
  new Set((volumes ?? []).flatMap(({ name, emptyDir }) => (emptyDir === undefined ? [] : [name ?? ''])));
