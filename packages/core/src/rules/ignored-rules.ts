import { textAt } from '../json.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import type { Pod } from '../workload/workload.ts';

/** On the object or its pod template: `sidecar-missing-startup-probe: the proxy retries; another-rule`. */
export const IGNORE_ANNOTATION = 'outrider.dev/ignore';

/** Ids of the rules that the manifest's author has decided against, on the object or on its Pod. */
export function ignoredRules(object: ManifestObject, pod?: Pod): ReadonlySet<string> {
  const ofObject = textAt(object.value, 'metadata', 'annotations', IGNORE_ANNOTATION) ?? '';
  const ofPod = pod?.metadata.annotations?.[IGNORE_ANNOTATION] ?? '';
  return new Set([ofObject, ofPod].flatMap(idsIn));
}

/** Entries end with `;` or the line; what stands behind a colon is the reason. */
const idsIn = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .flatMap((entry) => (entry.split(':')[0] ?? '').split(/[\s,]+/))
    .filter((id) => id !== '');
