import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../did-you-mean.ts';
import { errorAt, type OwnFile, type OwnFileError, type OwnFileResult, type Path } from './own-file.ts';

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
  const parsed = schema.safeParse(value, { error: knownFields });
  if (parsed.success) return { text: { file, content: parsed.data, place } };
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, { file, place }, messageOf));
  return { errors: errors.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

/** The message of an issue with unknown fields: the known ones, for {@link errorsOf}. All others keep zod's words. */
const knownFields: z.core.$ZodErrorMap = ({ code, inst }) => {
  const shape = inst !== undefined && 'shape' in inst._zod.def ? inst._zod.def.shape : {};
  return code === 'unrecognized_keys' ? Object.keys(shape as object).join(' ') : undefined;
};

/** An unknown key is reported where the key stands. */
function errorsOf(
  issue: z.core.$ZodIssue,
  text: Pick<OwnFile<unknown>, 'file' | 'place'>,
  messageOf: OwnFormat<unknown>['messageOf'],
): readonly OwnFileError[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code !== 'unrecognized_keys') return [errorAt(text, path, messageOf(issue))];
  const known = issue.message.split(' ');
  return issue.keys.map((key) => errorAt(text, [...path, key], unknownField(key, known)));
}

function unknownField(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  const hint = meant === undefined ? `; known here: ${known.join(', ')}` : `: did you mean "${meant}"?`;
  return `Unknown field "${key}"${hint}`;
}

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
