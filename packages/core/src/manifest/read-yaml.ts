import { EVENT_ID, type Event } from 'js-yaml';
import type { Json } from '../json.ts';
import { brokenDocument } from './broken-document.ts';
import { type Document, type Place, treeOnDemand, unreadableAt } from './document.ts';
import { startOf } from './event-offset.ts';
import { itemOffsets } from './item-offsets.ts';
import type { ReadLimits } from './limits.ts';
import { isList } from './lists.ts';
import type { Unreadable } from './manifest.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { positionsIn } from './place.ts';
import type { Chunk } from './split-documents.ts';
import { textTree } from './text-tree.ts';
import { ValueError } from './value-error.ts';
import { type YamlValue, yamlValue } from './yaml-value.ts';

/** One YAML document; `undefined` for an empty one (P-002). */
export function readYaml(
  file: string,
  chunk: Chunk,
  limits: ReadLimits,
): Document | readonly Unreadable[] | undefined {
  const place: Place = { file, document: chunk.document, line: chunk.line, text: chunk.text };
  if (chunk.onSeparator !== undefined) {
    const message = `Cannot read "${chunk.onSeparator}" behind the document separator ---: move it to the next line`;
    return [{ ...unreadableAt(place, 0, message), line: chunk.line - 1, column: 4 }];
  }
  if (chunk.text.length > limits.documentLength) {
    return [
      unreadableAt(place, 0, `Cannot read a document of more than ${limits.documentLength} characters`),
    ];
  }
  const { text, lost } = beforeEndMarker(chunk.text);
  try {
    const parsed = parseYaml(text, limits.nesting);
    const { value, odd } = placedValue(parsed, limits);
    if (value === null) return lost === undefined ? undefined : lostAlone(place, lost);
    return documentOf(place, parsed, { value, odd, lost, nesting: limits.nesting });
  } catch (error) {
    return brokenDocument({ ...place, text }, error);
  }
}

function placedValue({ events, text, original }: ParsedYaml, limits: ReadLimits): YamlValue {
  try {
    return yamlValue(events, text, limits);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(error.message, original(error.offset));
  }
}

interface Contents {
  readonly value: Json;
  readonly odd: boolean;
  readonly lost: number | undefined;
  readonly nesting: number;
}

function documentOf(place: Place, parsed: ParsedYaml, { value, odd, lost, nesting }: Contents): Document {
  const { events, text, original } = parsed;
  const positions = positionsIn(place.text, place.line);
  return {
    file: place.file,
    index: place.document,
    line: place.line,
    text,
    value,
    root: rootOffset(events),
    items: isList(value) ? itemOffsets(events, text) : [],
    odd,
    ...(lost === undefined ? {} : { lost: positions(lost) }),
    place: (offset) => positions(original(offset)),
    tree: treeOnDemand(() => textTree(parseYaml(text, nesting).events, text)),
  };
}

const END_MARKER = /^\.\.\.(?=[ \t\r\n]|$)/m;

/** kubectl stops at a `...` line and loses what follows, up to the next `---` (P-003). */
function beforeEndMarker(text: string): { readonly text: string; readonly lost?: number } {
  if (!text.includes('...')) return { text };
  const marker = END_MARKER.exec(text);
  if (marker === null) return { text };
  const content = /^(?![ \t\r]*(?:#.*)?$).+$/m.exec(text.slice(marker.index).replace(/^.*/, ''));
  const kept = text.slice(0, marker.index);
  return content === null
    ? { text: kept }
    : { text: kept, lost: marker.index + content.index + lengthOfFirstLine(text, marker.index) };
}

const lengthOfFirstLine = (text: string, at: number): number => /^.*/.exec(text.slice(at))?.[0].length ?? 0;

const lostAlone = (place: Place, lost: number): readonly Unreadable[] => [
  unreadableAt(place, lost, 'Cannot see text behind a "..." line: kubectl loses it; put "---" before it'),
];

function rootOffset(events: readonly Event[]): number {
  const root = events.find((event) => event.type !== EVENT_ID.DOCUMENT);
  return root === undefined ? 0 : Math.max(startOf(root), 0);
}
