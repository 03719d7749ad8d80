import type { Found } from './inventory.ts';
import type { Release } from './kubernetes/release.ts';
import type { ManifestObject } from './manifest/manifest.ts';
import type { Piece } from './manifest/pieces.ts';
import { toWorkloads } from './workload/to-workloads.ts';
import type { Pod, Workload } from './workload/workload.ts';

/** What a piece of text held, without the values: they are read again for those who ask. The last stays at hand. */
export function rereading(release: Release): (found: Found, piece: Piece, index: number) => Found {
  let last: { readonly piece: Piece; readonly found: readonly Found[] } | undefined;
  const again = (piece: Piece, index: number): Found => {
    if (last?.piece !== piece) {
      const { objects } = piece.read();
      last = { piece, found: objects.map((object) => ({ object, workloads: toWorkloads(object, release) })) };
    }
    return there(last.found[index]);
  };
  return ({ object, workloads }, piece, index) => {
    const light = withoutValue(object, () => again(piece, index).object);
    const podOf = (at: number) => (): Pod => there(again(piece, index).workloads[at]).pod;
    return { object: light, workloads: workloads.map((one, at) => withoutPod(one, light, podOf(at))) };
  };
}

const withoutValue = ({ source, findings }: ManifestObject, again: () => ManifestObject): ManifestObject => ({
  source,
  findings,
  locate: (path) => again().locate(path),
  get value() {
    return again().value;
  },
});

/** A workload whose Pod is made when somebody asks. */
export const withoutPod = (
  { source, kind, podPath, specPath, replicas, injected }: Workload,
  manifest: ManifestObject,
  podAgain: () => Pod,
): Workload => ({
  source,
  manifest,
  kind,
  podPath,
  specPath,
  replicas,
  get pod() {
    return podAgain();
  },
  ...(injected && { injected }),
});

/** A text does not change, so what was found in it is found again. */
function there<T>(found: T | undefined): T {
  if (found === undefined) throw new RangeError('A text that was read again is not the same any more');
  return found;
}
