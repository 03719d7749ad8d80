import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { startOf } from './event-offset.ts';
import { plainKey } from './yaml-key.ts';
import { ScalarError } from './yaml-scalar.ts';

/** A document as written, with offsets into its text: what findings about the text and positions need. */
export interface TextNode {
  /** Where the value starts; where its key starts if it has no text of its own. */
  readonly offset: number;
  readonly scalar?: ScalarEvent;
  readonly entries?: readonly TextEntry[];
  readonly items?: readonly TextNode[];
}

export interface TextEntry {
  readonly key: string;
  readonly offset: number;
  readonly node: TextNode;
  /** Came from a mapping merged with `<<`. */
  readonly merged: boolean;
}

interface Walk {
  readonly events: readonly Event[];
  readonly source: string;
  readonly anchors: Map<string, TextNode>;
  at: number;
}

/** The tree of the first document of `events`. Shares nodes of aliases, so it is as large as the text. */
export function textTree(events: readonly Event[], source: string): TextNode {
  return walkNode({ events, source, anchors: new Map(), at: 1 }, 0);
}

function walkNode(walk: Walk, fallback: number): TextNode {
  const event = walk.events[walk.at++];
  if (event === undefined) return { offset: fallback };
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return anchored(walk, event, { offset: scalarOffset(walk.source, event, fallback), scalar: event });
    case EVENT_ID.MAPPING:
      return anchored(walk, event, { offset: event.start, entries: walkEntries(walk) });
    case EVENT_ID.SEQUENCE:
      return anchored(walk, event, { offset: event.start, items: walkItems(walk) });
    case EVENT_ID.ALIAS: {
      const target = walk.anchors.get(walk.source.slice(event.anchorStart, event.anchorEnd));
      return { ...target, offset: event.anchorStart - 1 };
    }
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return { offset: fallback };
  }
}

function anchored(
  walk: Walk,
  event: { readonly anchorStart: number; readonly anchorEnd: number },
  node: TextNode,
): TextNode {
  if (event.anchorStart !== -1) walk.anchors.set(walk.source.slice(event.anchorStart, event.anchorEnd), node);
  return node;
}

function walkEntries(walk: Walk): TextEntry[] {
  const entries: TextEntry[] = [];
  while (notClosed(walk)) {
    const event = walk.events[walk.at];
    const key = walkNode(walk, 0);
    const value = walkNode(walk, key.offset);
    const text = keyText(walk.source, event);
    if (text === '<<' && key.scalar?.style === SCALAR_STYLE.PLAIN) entries.push(...mergedEntries(value));
    else entries.push({ key: text, offset: key.offset, node: value, merged: false });
  }
  walk.at++;
  return entries;
}

function mergedEntries(value: TextNode): TextEntry[] {
  const sources = value.items === undefined ? [value] : value.items.toReversed();
  return sources.flatMap((source) => (source.entries ?? []).map((entry) => ({ ...entry, merged: true })));
}

function walkItems(walk: Walk): TextNode[] {
  const items: TextNode[] = [];
  while (notClosed(walk)) items.push(walkNode(walk, 0));
  walk.at++;
  return items;
}

function notClosed(walk: Walk): boolean {
  const event = walk.events[walk.at];
  return event !== undefined && event.type !== EVENT_ID.POP;
}

function keyText(source: string, event: Event | undefined): string {
  if (event?.type !== EVENT_ID.SCALAR) return '';
  const text = event.valueStart === -1 ? '' : getScalarValue(source, event);
  if (event.style !== SCALAR_STYLE.PLAIN || event.tagStart !== -1) return text;
  try {
    return plainKey(text);
  } catch (error) {
    if (error instanceof ScalarError) return text;
    throw error;
  }
}

/** A block scalar starts at its `|` or `>`, not at the text below. */
function scalarOffset(source: string, event: ScalarEvent, fallback: number): number {
  const start = startOf(event);
  if (start === -1) return fallback;
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK) return start;
  const headerEnd = source.lastIndexOf('\n', start - 1);
  const headerStart = source.lastIndexOf('\n', headerEnd - 1) + 1;
  const indicator = /[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.exec(source.slice(headerStart, headerEnd));
  return indicator === null ? start : headerStart + indicator.index;
}
