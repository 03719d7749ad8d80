import type { Analysis } from '../analysis.ts';
import { isJsonObject, type Json, listAt, objectAt } from '../json.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import type { Workload } from '../workload/workload.ts';

/** A strategic merge patch in the text of a kustomization, where no edit reaches it. */
export interface InlinePatch {
  /** `kustomization.yaml:7`. */
  readonly place: string;
  readonly workload: Workload;
}

const GROUPS = /^kustomize\.(?:config\.k8s|toolkit\.fluxcd)\.io\//;

/** The patches that stand in kustomizations of the input. */
export const inlinePatches = ({ others, release }: Analysis): readonly InlinePatch[] =>
  others
    .filter(({ source }) => GROUPS.test(source.apiVersion))
    .flatMap((object) => [
      ...patchesIn(object, object.value, '', release),
      ...patchesIn(object, objectAt(object.value, 'spec'), 'spec.', release),
    ]);

/** Kustomize has them at the root, Flux below `spec`. */
function patchesIn(
  object: ManifestObject,
  holder: Json,
  prefix: string,
  release: Release,
): readonly InlinePatch[] {
  const texts = [
    ...listAt(holder, 'patches').map((one, index) => ({
      text: isJsonObject(one) ? (one['patch'] ?? null) : null,
      path: `${prefix}patches[${index}].patch`,
    })),
    ...listAt(holder, 'patchesStrategicMerge').map((text, index) => ({
      text,
      path: `${prefix}patchesStrategicMerge[${index}]`,
    })),
  ];
  return texts.flatMap(({ text, path }) => {
    if (typeof text !== 'string' || !text.includes('\n')) return [];
    const place = `${object.source.file}:${object.locate(path).line}`;
    return readManifests('', text)
      .objects.flatMap((one) => toWorkloads(one, release))
      .map((workload) => ({ place, workload }));
  });
}

/** The patch among them that patches a container of a workload; a patch with a target may have any name. */
export const inlinePatchOf = (
  patches: readonly InlinePatch[],
  { source }: Workload,
  container: string,
): InlinePatch | undefined =>
  patches.find(
    ({ workload }) =>
      workload.source.kind === source.kind &&
      (workload.pod.spec.containers ?? []).some(
        ({ name, image }) => name === container && image === undefined,
      ),
  );
