import type { Json } from '../json.ts';
import type { Position, Unreadable } from './manifest.ts';
import { positionAt } from './place.ts';
import type { TextNode } from './text-tree.ts';

/** A document that could be parsed. */
export interface Document {
  readonly file: string;
  /** 0-based index in the file. */
  readonly index: number;
  /** 1-based line where `text` starts. */
  readonly line: number;
  /** The text that was parsed; offsets count from its start. It may have more spaces than the file. */
  readonly text: string;
  readonly value: Json;
  /** Offset of the root value. */
  readonly root: number;
  /** Offsets of the items of a List. */
  readonly items: readonly number[];
  /** Duplicate or replaced keys: the tree tells where. */
  readonly odd: boolean;
  /** Where text starts that kubectl loses without a word (P-003). */
  readonly lost?: Position;
  /** The text as a tree of offsets, parsed again when asked for. */
  readonly tree: () => TextNode;
  /** Line and column in the file of an offset in `text`. */
  readonly place: (offset: number) => Position;
}

/** Where a part of a file stands, for errors. */
export interface Place {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly text: string;
}

export const unreadableAt = (place: Place, offset: number, message: string): Unreadable => ({
  file: place.file,
  document: place.document,
  ...positionAt(place.text, offset, place.line),
  message,
});

let last: { readonly tree: () => TextNode; readonly root: TextNode } | undefined;

/**
 * Reads a tree when it is asked for, and remembers the last one: trees are ten times as large as their texts, and
 * findings are placed object by object.
 */
export function treeOnDemand(read: () => TextNode): () => TextNode {
  const tree = (): TextNode => {
    if (last?.tree !== tree) last = { tree, root: read() };
    return last.root;
  };
  return tree;
}
