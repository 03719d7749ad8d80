import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ScenarioFile } from './scenario-file.ts';
import { SCENARIO_SCHEMA } from './scenario-schema.ts';

/** Something wrong in a scenario file, with its place; lines and columns count from 1. */
export interface ScenarioError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field: `spec.containers.proxy.runs[0].for`; empty where the text itself cannot be read. */
  readonly path: string;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A readable scenario file, not yet held against a Pod. */
export interface ScenarioText {
  readonly file: string;
  readonly content: ScenarioFile;
  /** Where a field stands; the nearest field around it if it is absent. */
  readonly place: (path: Path) => { readonly line: number; readonly column: number };
}

export type ScenarioTextResult =
  | { readonly text: ScenarioText; readonly errors?: undefined }
  | { readonly text?: undefined; readonly errors: readonly ScenarioError[] };

const LONGEST_TEXT = 1_048_576;

/** Reads a scenario file. Never throws: what is wrong is in `errors`, each with its line and column. */
export function readScenario(file: string, source: string): ScenarioTextResult {
  const fault = (message: string, line: number = 1, column: number = 1): ScenarioTextResult => ({
    errors: [{ file, line, column, path: '', message }],
  });
  if (source.length > LONGEST_TEXT) return fault('A scenario file is at most 1 MiB');
  try {
    return readParsed(file, source);
  } catch (error) {
    return fault(error instanceof Error ? error.message : 'Cannot be read');
  }
}

function readParsed(file: string, source: string): ScenarioTextResult {
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
  const parsed = SCENARIO_SCHEMA.safeParse(value);
  if (parsed.success) return { text: { file, content: parsed.data, place } };
  return { errors: parsed.error.issues.flatMap((issue) => errorsOf(issue, file, place)) };
}

/** An unknown key is reported where the key stands. */
function errorsOf(
  issue: z.core.$ZodIssue,
  file: string,
  place: ScenarioText['place'],
): readonly ScenarioError[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => errorAt({ file, place }, [...path, key], `Unknown field "${key}"`));
  }
  return [errorAt({ file, place }, path, messageOf(issue))];
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_format' || issue.code === 'invalid_union') {
    return 'Expected a duration such as 500ms, 3s, 4.5s, 2m, 1h, forever or never';
  }
  return issue.message;
}

export const errorAt = (
  { file, place }: Pick<ScenarioText, 'file' | 'place'>,
  path: Path,
  message: string,
): ScenarioError => ({ file, ...place(path), path: printPath(path), message });

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
