import { textAt } from '../json.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import type { Workload } from '../workload/workload.ts';
import { type Ignore, readIgnores } from './ignore.ts';

/** On the object or its pod template: `sidecar-missing-startup-probe: the proxy retries; another-rule`. */
export const IGNORE_ANNOTATION = 'outrider.dev/ignore';

export interface AnnotationIgnore extends Ignore {
  /** Of the annotation. */
  readonly path: string;
  /** Findings at this path or below it are meant; empty for all of the object. */
  readonly below: string;
}

/** What annotations ignore: of the whole object, and of each Pod in it. */
export function annotationIgnores(
  object: ManifestObject,
  workloads: readonly Workload[],
): readonly AnnotationIgnore[] {
  const own = textAt(object.value, 'metadata', 'annotations', IGNORE_ANNOTATION);
  const path = `metadata.annotations[${IGNORE_ANNOTATION}]`;
  const ofPods = workloads
    .filter(({ podPath }) => podPath !== '')
    .map((workload) => ({
      text: workload.pod.metadata.annotations?.[IGNORE_ANNOTATION],
      path: pathInObject(workload, path),
      below: workload.podPath,
    }));
  return [{ text: own, path, below: '' }, ...ofPods].flatMap(({ text, ...place }) =>
    text === undefined ? [] : readIgnores(text).map((ignore) => ({ ...ignore, ...place })),
  );
}
