import { READ_LIMITS, type ReadLimits } from './limits.ts';
import type { ManifestObject, Manifests, Unreadable } from './manifest.ts';
import { piecesOf } from './pieces.ts';
import { TEMPLATE_HINT } from './template.ts';

/**
 * Reads YAML or JSON as kubectl does: documents, Lists, YAML 1.1 words, merges. Never throws: a document that
 * cannot be parsed is listed under `unreadable`, and the others are read all the same.
 */
export function readManifests(file: string, text: string, limits: Partial<ReadLimits> = {}): Manifests {
  const read = Array.from(piecesOf(file, text, { ...READ_LIMITS, ...limits }), (piece) => piece.read());
  const objects = read.flatMap((one) => one.objects);
  const unreadable = read.flatMap((one) => one.unreadable);
  return {
    objects: isTemplateRead(unreadable) ? objects.map(withoutFindings) : objects,
    unreadable,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
  };
}

/** Whether some of a text could not be read because it is a template. */
export const isTemplateRead = (unreadable: readonly Unreadable[]): boolean =>
  unreadable.some(({ message }) => message.endsWith(TEMPLATE_HINT));

/** What is odd about a template's text may come from what is still to be rendered (P-013). */
export const withoutFindings = (object: ManifestObject): ManifestObject => ({ ...object, findings: [] });
