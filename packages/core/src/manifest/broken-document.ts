import { YAMLException } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { type Place, unreadableAt } from './document.ts';
import type { Unreadable } from './manifest.ts';
import { hintFor } from './syntax-hints.ts';
import { isTemplate, templateOffset } from './template.ts';
import { ValueError } from './yaml-value.ts';

/** Documents beyond this are not read a second time: one error has to do. */
const SECOND_READING = 1024 * 1024;
const MOST_ERRORS = 10;

/** What is wrong with a document that could not be read: all syntax errors, or the one that stopped us. */
export function brokenDocument(place: Place, error: unknown): readonly Unreadable[] {
  if (isTemplate(place.text)) return [unreadableAt(place, templateOffset(place.text), TEMPLATE)];
  if (error instanceof ValueError) return [unreadableAt(place, error.offset, error.message)];
  if (!(error instanceof YAMLException)) throw error;
  const first = { offset: error.mark?.position ?? 0, message: sentence(error.reason) };
  if (first.message.includes('nesting exceeded')) {
    return [unreadableAt(place, first.offset, 'Cannot read more than 100 levels of nesting')];
  }
  const found = place.text.length > SECOND_READING ? [] : syntaxErrors(place.text);
  return (found.length === 0 ? [first] : found).map(({ offset, message }) =>
    unreadableAt(place, offset, hintFor(place.text, offset) ?? message),
  );
}

const TEMPLATE =
  'Cannot parse YAML: this looks like an unrendered template; render it first, for example with "helm template"';

interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

function syntaxErrors(text: string): readonly SyntaxProblem[] {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, version: '1.1' });
    const list = 'empty' in documents ? [] : documents;
    return list
      .flatMap((document) => document.errors)
      .map(({ pos, message }) => ({ offset: pos[0], message: sentence(message) }))
      .slice(0, MOST_ERRORS);
  } catch {
    return [];
  }
}

const sentence = (reason: string): string => `Cannot parse YAML: ${reason.replace(/\.$/, '')}`;
