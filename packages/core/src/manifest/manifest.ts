import type { Finding, Source } from '../finding.ts';
import type { JsonObject } from '../json.ts';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One object of the input: a YAML document, a JSON text, or an item of a List. */
export interface ManifestObject {
  readonly source: Source;
  readonly value: JsonObject;
  /** What is odd about the text itself: duplicate keys, lost text, missing or unknown kind. */
  readonly findings: readonly Finding[];
  /**
   * Where a field path such as `spec.initContainers[0].restartPolicy` stands: the position of its value, or of
   * the nearest existing ancestor. Positions are computed on the first call, so objects without findings cost none.
   */
  readonly locate: (path: string) => Position;
}

/** Text that nobody can parse. */
export interface Unreadable extends Position {
  readonly file: string;
  /** 0-based index of the YAML document in its file. */
  readonly document: number;
  readonly message: string;
}

/** What one text held. A bad document never hides the others. */
export interface Manifests {
  readonly objects: readonly ManifestObject[];
  readonly unreadable: readonly Unreadable[];
  /** Documents seen, unreadable and empty ones included. */
  readonly documents: number;
}
