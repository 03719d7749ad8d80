import { SCALAR_STYLE } from 'js-yaml';
import type { Finding, Severity } from '../finding.ts';
import type { Position } from './manifest.ts';
import type { TextEntry, TextNode } from './text-tree.ts';

/** Characters that make a second look worth its time. */
export const SUSPICIOUS: RegExp = /[\u00a0\u2018-\u201f]/;

/** What is odd about how a document is written: duplicate keys, blanks that are none, typographic quotes. */
export function textFindings(
  root: TextNode,
  text: string,
  place: (offset: number) => Position,
): readonly Finding[] {
  const findings: Finding[] = [];
  visit(root, '', { text, place, findings });
  return findings;
}

interface Visit {
  readonly text: string;
  readonly place: (offset: number) => Position;
  readonly findings: Finding[];
}

function visit(node: TextNode, path: string, into: Visit): void {
  if (node.scalar !== undefined) typographicQuote(node, path, into);
  node.items?.forEach((item, index) => {
    visit(item, `${path}[${index}]`, into);
  });
  if (node.entries === undefined) return;
  repeatedKeys(node.entries, path, into);
  for (const entry of node.entries) {
    const at = childPath(path, entry.key);
    if (entry.key.startsWith('\u00a0')) into.findings.push(noBreakSpace(entry, at));
    if (!entry.merged) visit(entry.node, at, into);
  }
}

function repeatedKeys(entries: readonly TextEntry[], path: string, into: Visit): void {
  const seen = new Map<string, TextEntry>();
  for (const entry of entries) {
    const before = seen.get(entry.key);
    seen.set(entry.key, entry);
    if (before === undefined || before.merged) continue;
    const at = childPath(path, entry.key);
    const related = [{ path: at, at: into.place(before.offset), message: 'the key stands here first' }];
    into.findings.push({ ...(entry.merged ? replacedByMerge(entry, at) : duplicateKey(entry, at)), related });
  }
}

const duplicateKey = ({ key }: TextEntry, path: string): Finding =>
  finding(
    'input/duplicate-key',
    'error',
    path,
    `Duplicate key "${key}": the last value is used`,
    'kubectl keeps the last value without a word, so the earlier ones never reach the cluster. Remove all but one.',
  );

const replacedByMerge = ({ key }: TextEntry, path: string): Finding =>
  finding(
    'input/merge-replaces-key',
    'warning',
    path,
    `The merge "<<" below "${key}" replaces its value`,
    'kubectl applies keys and merges in the order written. Move "<<" above the keys that should win.',
  );

const noBreakSpace = ({ key }: TextEntry, path: string): Finding =>
  finding(
    'input/no-break-space',
    'error',
    path,
    `No-break spaces (U+00A0) in the indentation are part of the key ${JSON.stringify(key)}`,
    'They come with text copied from a web page. Replace them with spaces.',
  );

function typographicQuote({ scalar }: TextNode, path: string, { text, findings }: Visit): void {
  if (scalar?.style !== SCALAR_STYLE.PLAIN || scalar.valueStart === -1) return;
  const first = text[scalar.valueStart] ?? '';
  if (!/[\u2018-\u201f]/.test(first)) return;
  findings.push(
    finding(
      'input/typographic-quote',
      'warning',
      path,
      `The typographic quote ${first} does not quote: it is part of the value`,
      'They come with text copied from a web page or a word processor. Use " or \'.',
    ),
  );
}

function finding(
  rule: string,
  severity: Severity,
  path: string,
  message: string,
  explanation: string,
): Finding {
  return { rule, origin: 'input', severity, message, path, explanation };
}

/** As the API server writes paths: fields behind a dot, keys of maps in brackets. */
export const childPath = (path: string, key: string): string => {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};
