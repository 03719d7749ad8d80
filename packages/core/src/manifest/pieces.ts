import type { Document } from './document.ts';
import type { ReadLimits } from './limits.ts';
import type { ManifestObject, Manifests, Unreadable } from './manifest.ts';
import { objectsOf } from './objects.ts';
import { isJson, readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import { splitDocuments } from './split-documents.ts';

/** A part of a text that can be read by itself: a YAML document, or the whole of a JSON text. */
export interface Piece {
  readonly text: string;
  /** Reads it, again each time. */
  readonly read: () => Manifests;
}

/** A text where kubectl cuts it. */
export function* piecesOf(file: string, text: string, limits: ReadLimits): Generator<Piece> {
  if (isJson(text)) {
    yield { text, read: () => manifestsOf(jsonParts(file, text, limits), limits) };
    return;
  }
  for (const chunk of splitDocuments(text)) {
    yield { text: chunk.text, read: () => manifestsOf([readYaml(file, chunk, limits)], limits) };
  }
}

type Part = Document | readonly Unreadable[] | undefined;

/** Several JSON objects, and the YAML that may follow the first. */
function* jsonParts(file: string, text: string, limits: ReadLimits): Generator<Part> {
  const rest = yield* readJson(file, text.replace(/\p{Surrogate}/gu, '\ufffd'), limits);
  if (rest === undefined) return;
  for (const chunk of splitDocuments(rest.yaml)) {
    const document = chunk.document + rest.document;
    yield readYaml(file, { ...chunk, document, line: chunk.line + rest.line - 1 }, limits);
  }
}

function manifestsOf(parts: Iterable<Part>, limits: ReadLimits): Manifests {
  const objects: ManifestObject[] = [];
  const unreadable: Unreadable[] = [];
  let documents = 0;
  for (const part of parts) {
    documents++;
    if (part === undefined) continue;
    if (Array.isArray(part)) unreadable.push(...part);
    else objects.push(...objectsOf(part as Document, limits));
  }
  return { objects, unreadable, documents };
}
