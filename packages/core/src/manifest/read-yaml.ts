import { EVENT_ID, type Event, parseEvents } from 'js-yaml';
import { brokenDocument } from './broken-document.ts';
import { type Document, lazy, type Place, unreadableAt } from './document.ts';
import type { ReadLimits } from './limits.ts';
import type { Unreadable } from './manifest.ts';
import type { Chunk } from './split-documents.ts';
import { textTree } from './text-tree.ts';
import { startOf, yamlValue } from './yaml-value.ts';

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
    const events = parseEvents(text, { maxDepth: limits.nesting + 1 });
    const { value, odd } = yamlValue(events, text, limits);
    if (value === null) return lost === undefined ? undefined : lostAlone(place, lost);
    return {
      file,
      index: chunk.document,
      line: chunk.line,
      text: chunk.text,
      value,
      root: rootOffset(events),
      odd,
      ...(lost === undefined ? {} : { lost }),
      tree: lazy(() => textTree(parseEvents(text, { maxDepth: limits.nesting + 1 }), text)),
    };
  } catch (error) {
    return brokenDocument({ ...place, text }, error);
  }
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
