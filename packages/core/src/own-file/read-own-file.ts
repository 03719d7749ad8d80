import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Something wrong in a file of ours, such as a scenario or a configuration; lines and columns count from 1. */
export interface OwnFileError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field: `spec.containers.proxy.runs[0].for`; empty where the text itself cannot be read. */
  readonly path: string;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A file that its schema takes. */
export interface OwnFile<Content> {
  readonly file: string;
  readonly content: Content;
  /** Where a field stands; the nearest field around it if it is absent. */
  readonly place: (path: Path) => { readonly line: number; readonly column: number };
}

export type OwnFileResult<Content> =
  | { readonly text: OwnFile<Content>; readonly errors?: undefined }
  | { readonly text?: undefined; readonly errors: readonly OwnFileError[] };

export interface OwnFormat<Content> {
  /** For messages: `A scenario file`. */
  readonly name: string;
  readonly schema: z.ZodType<Content>;
  /** What to say of an issue, where zod's own words would not help. */
  readonly messageOf: (issue: z.core.$ZodIssue) => string;
}

const LONGEST_TEXT = 1_048_576;

/** Reads a file of ours. Never throws: what is wrong is in `errors`, each with its line and column. */
export function readOwnFile<Content>(
  file: string,
  source: string,
  format: OwnFormat<Content>,
): OwnFileResult<Content> {
  const fault = (message: string): OwnFileResult<Content> => ({
    errors: [{ file, line: 1, column: 1, path: '', message }],
  });
  if (source.length > LONGEST_TEXT) return fault(`${format.name} is at most 1 MiB`);
  try {
    return readParsed(file, source, format);
  } catch (error) {
    return fault(error instanceof Error ? error.message : 'Cannot be read');
  }
}

function readParsed<Content>(
  file: string,
  source: string,
  { schema, messageOf }: OwnFormat<Content>,
): OwnFileResult<Content> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      errors: document.errors.map(({ message, pos }) => ({ file, ...at(pos[0]), path: '', message })),
    };
  }
  const place = (path: Path): { line: number; column: number } => at(offsetOf(document.contents, path));
  const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return { text: { file, content: parsed.data, place } };
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, { file, place }, messageOf));
  return { errors: errors.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

/** An unknown key is reported where the key stands. */
function errorsOf(
  issue: z.core.$ZodIssue,
  text: Pick<OwnFile<unknown>, 'file' | 'place'>,
  messageOf: OwnFormat<unknown>['messageOf'],
): readonly OwnFileError[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => errorAt(text, [...path, key], `Unknown field "${key}"`));
  }
  return [errorAt(text, path, messageOf(issue))];
}

export const errorAt = (
  { file, place }: Pick<OwnFile<unknown>, 'file' | 'place'>,
  path: Path,
  message: string,
): OwnFileError => ({ file, ...place(path), path: printPath(path), message });

const printPath = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** The offset of the key, or list item, that a path names. */
function offsetOf(root: unknown, path: Path): number {
  let offset = 0;
  let node: unknown = root;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
