import type { PodSpec, Volume } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { isZero } from '../../quantity/quantity.ts';
import { type FieldErrors, forbidden } from '../field-error.ts';
import { isSame } from './deep-equal.ts';

/**
 * V-319: what a resize may change of volumes with InPlacePodVerticalScalingMemoryBackedVolumes: the size of those in memory.
 * Without the gate the server keeps the old volumes. Source: ValidatePodResize, part 5.
 */
export function* validateVolumeResize(
  { volumes: old = [] }: PodSpec,
  { volumes = [] }: PodSpec,
): FieldErrors {
  if (old.length !== volumes.length) {
    yield forbidden('pod-resize', 'spec.volumes', 'volumes may not be added or removed on resize');
    return;
  }
  for (const [index, volume] of volumes.entries())
    yield* validateVolume(old[index] ?? {}, volume, `spec.volumes[${index}]`);
}

function* validateVolume(old: Volume, volume: Volume, path: string): FieldErrors {
  if (old.name !== volume.name) {
    yield forbidden('pod-resize', `${path}.name`, 'volumes may not be renamed or reordered on resize');
    return;
  }
  if (!isSame(withSizeOf(old, volume), old)) {
    yield forbidden(
      'pod-resize',
      path,
      'only sizeLimit of memory-backed emptyDir volumes is mutable on resize',
    );
    return;
  }
  if (old.emptyDir === undefined || volume.emptyDir === undefined) return;
  const [before, after] = [sizeOf(old), sizeOf(volume)];
  const at = `${path}.emptyDir.sizeLimit`;
  if ((before === undefined) !== (after === undefined))
    yield forbidden('pod-resize', at, 'adding or removing sizeLimit on an existing volume is not allowed');
  else if (before !== undefined && after !== undefined && compare(before, after) !== 0) {
    const detail = 'sizeLimit is only mutable for memory-backed emptyDir volumes';
    if (volume.emptyDir.medium !== 'Memory') yield forbidden('pod-resize', at, detail);
  }
}

function withSizeOf(old: Volume, volume: Volume): Volume {
  if (old.emptyDir === undefined || volume.emptyDir === undefined) return volume;
  const { sizeLimit: _, ...emptyDir } = volume.emptyDir;
  const { sizeLimit } = old.emptyDir;
  return { ...volume, emptyDir: { ...emptyDir, ...(sizeLimit !== undefined && { sizeLimit }) } };
}

/** A size of zero is none. */
function sizeOf({ emptyDir }: Volume) {
  const size = readQuantity(emptyDir?.sizeLimit ?? '0');
  return typeof size === 'string' || isZero(size) ? undefined : size;
}
