import type { Json } from './json.ts';

export const SEVERITIES = ['info', 'warning', 'error'] as const;

/** Ordered: a later one is worse. */
export type Severity = (typeof SEVERITIES)[number];

/**
 * Where a finding comes from: `server` the API server refuses the object, `server-warning` it answers with a
 * Warning header, `server-drop` it removes a field without a word, `input` the text, `rule` advice.
 */
export type Origin = 'server' | 'server-warning' | 'server-drop' | 'input' | 'rule';

/** Which wall of the API server: 400 of a type error, 400 of strict field validation, 422. */
export type ServerStage = 'decode' | 'strict' | 'validation';

export interface ServerVerdict {
  readonly stage: ServerStage;
  /** The cause's reason at stage `validation`, e.g. `FieldValueNotSupported`; else empty. */
  readonly type: string;
  /** The text behind the bad value; empty if there is none. */
  readonly detail: string;
}

/**
 * One change of an object, as data. Paths are field paths like a finding's: `spec.initContainers[1].startupProbe`,
 * `metadata.annotations[kubectl.kubernetes.io/default-container]`.
 */
export type Edit =
  /** Gives the field a value, in place of the one it has; missing parents are made. */
  | { readonly op: 'set'; readonly path: string; readonly value: Json }
  /** Takes the field or list item away; a parent that this empties stays. */
  | { readonly op: 'remove'; readonly path: string }
  /** Puts an item into the list at `path`, before the item that is at `index` now; at the end without it. */
  | { readonly op: 'insert'; readonly path: string; readonly index?: number; readonly value: Json }
  /** Takes the item at `path` (`spec.containers[1]`) out of its list and puts it into the list `to`. */
  | { readonly op: 'move'; readonly path: string; readonly to: string; readonly index?: number };

/** The change that removes a finding: in words, and as edits where it can be said exactly. */
export interface Fix {
  readonly description: string;
  /** Made one after the other, each on what the one before left. */
  readonly edits?: readonly Edit[];
  /** The edits are right wherever the finding is, so `--fix` makes them. Without it they are a suggestion to review. */
  readonly mechanical?: true;
}

/** Another place of the same object that has to do with a finding, such as the first use of a name. */
export interface Related {
  readonly path: string;
  /** What stands there: `the name is used here too`. */
  readonly message: string;
  /** Place in the text where `path` cannot tell it; both counted from 1. */
  readonly at?: { readonly line: number; readonly column: number };
}

/** What is wrong, and where in the object. Positions in the text are added by {@link LocatedFinding}. */
export interface Finding {
  /** `server/restart-policy`, or the bare id of a rule. */
  readonly rule: string;
  readonly origin: Origin;
  readonly severity: Severity;
  readonly message: string;
  /** Field path from the root of the object, as the API server writes it; empty if there is none. */
  readonly path: string;
  /** Place in the text where `path` cannot tell it, as with text that is in no field; both counted from 1. */
  readonly at?: { readonly line: number; readonly column: number };
  readonly server?: ServerVerdict;
  readonly related?: readonly Related[];
  /** Rows of the project's fact sheets that it rests on, e.g. `V-103`. */
  readonly catalogue?: string;
  /** Why, and what to do. */
  readonly explanation?: string;
  readonly fix?: Fix;
  /** Address of the page that explains the rule. */
  readonly docs?: string;
}

/** Names one object of the input. */
export interface Source {
  readonly file: string;
  /** 0-based index of the YAML document in its file. */
  readonly document: number;
  /** 0-based index in a List; absent otherwise. */
  readonly item?: number;
  /** 1-based line where the object starts. */
  readonly line: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** A finding with its place in the text: 1-based line and column of the path's value. */
export interface LocatedFinding extends Finding {
  readonly related?: readonly LocatedRelated[];
  readonly source: Source;
  readonly line: number;
  readonly column: number;
}

/** A related place with its 1-based line and column. */
export interface LocatedRelated extends Related {
  readonly line: number;
  readonly column: number;
}
