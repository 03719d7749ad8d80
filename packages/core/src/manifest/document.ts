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
  /** The document's own text; offsets count from its start. */
  readonly text: string;
  readonly value: Json;
  /** Offset of the root value. */
  readonly root: number;
  /** Duplicate or replaced keys: the tree tells where. */
  readonly odd: boolean;
  /** Offset of text that kubectl loses without a word (P-003). */
  readonly lost?: number;
  /** The text as a tree of offsets, parsed again on the first call. */
  readonly tree: () => TextNode;
}

export const placeIn = (document: Document, offset: number): Position =>
  positionAt(document.text, offset, document.line);

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

/** Computes once, on the first call. */
export function lazy<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
