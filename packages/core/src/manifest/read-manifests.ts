import type { Document } from './document.ts';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import type { ManifestObject, Manifests, Unreadable } from './manifest.ts';
import { objectsOf } from './objects.ts';
import { isJson, readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import { splitDocuments } from './split-documents.ts';
import { TEMPLATE_HINT } from './template.ts';

/**
 * Reads YAML or JSON as kubectl does: documents, Lists, YAML 1.1 words, merges. Never throws: a document that
 * cannot be parsed is listed under `unreadable`, and the others are read all the same.
 */
export function readManifests(file: string, text: string, limits: Partial<ReadLimits> = {}): Manifests {
  const objects: ManifestObject[] = [];
  const unreadable: Unreadable[] = [];
  const within = { ...READ_LIMITS, ...limits };
  let documents = 0;
  for (const part of partsOf(file, text, within)) {
    documents++;
    if (part === undefined) continue;
    if (Array.isArray(part)) unreadable.push(...part);
    else objects.push(...objectsOf(part as Document, within));
  }
  const isTemplate = unreadable.some(({ message }) => message.includes(TEMPLATE_HINT));
  return { objects: isTemplate ? objects.map(withoutFindings) : objects, unreadable, documents };
}

/** What is odd about a template's text may come from what is still to be rendered (P-013). */
const withoutFindings = (object: ManifestObject): ManifestObject => ({ ...object, findings: [] });

type Part = Document | readonly Unreadable[] | undefined;

function* partsOf(file: string, text: string, limits: ReadLimits): Generator<Part> {
  const rest = isJson(text)
    ? yield* readJson(file, text.replace(/\p{Surrogate}/gu, '\ufffd'), limits)
    : { yaml: text, document: 0, line: 1 };
  if (rest === undefined) return;
  for (const chunk of splitDocuments(rest.yaml)) {
    const document = chunk.document + rest.document;
    yield readYaml(file, { ...chunk, document, line: chunk.line + rest.line - 1 }, limits);
  }
}
