import { parseAllDocuments } from 'yaml';
import { type Place, unreadableAt } from './document.ts';
import type { Unreadable } from './manifest.ts';
import { type Hint, hintFor, TAB_HINT } from './syntax-hints.ts';
import { isTemplate, TEMPLATE_HINT, templateOffset } from './template.ts';
import { ParseError, ValueError } from './value-error.ts';

/** What is wrong with a document that could not be read: all syntax errors, or the one that stopped us. */
export function brokenDocument(place: Place, error: unknown): readonly Unreadable[] {
  const { text } = place;
  if (isTemplate(text)) return [unreadableAt(place, templateOffset(text), cannotParse(TEMPLATE_HINT))];
  if (error instanceof ValueError) return [unreadableAt(place, error.offset, error.message)];
  if (!(error instanceof ParseError)) throw error;
  const known = knownProblem(text, error.reason);
  const stray = known === undefined || known === CONTROL ? strayByte(text) : undefined;
  if (stray !== undefined) return [unreadableAt(place, stray.offset, cannotParse(stray.message))];
  const first = { offset: error.offset, reason: known ?? error.reason };
  const directive = /^%/m.exec(text);
  if (directive !== null && error.reason.includes('directive')) {
    return [
      unreadableAt(place, directive.index, cannotParse('kubectl reads no directives; remove this line')),
    ];
  }
  const found = known === undefined ? syntaxProblems(text) : [];
  const told = (found.length === 0 ? [first] : found).map(({ offset, reason }): Hint => {
    const hint = known === undefined ? hintFor(text, offset) : undefined;
    return { offset: hint?.offset ?? offset, message: hint?.message ?? reason };
  });
  return told
    .filter((problem, index) => !isCausedBy(problem, told[index + 1], text))
    .map(({ offset, message }) => unreadableAt(place, offset, cannotParse(message)));
}

/** A tab in the indentation makes the line above look unfinished. */
const isCausedBy = ({ offset }: Hint, next: Hint | undefined, text: string): boolean =>
  next?.message === TAB_HINT && text.slice(offset, next.offset).split('\n').length === 2;

const cannotParse = (reason: string): string => `Cannot parse YAML: ${reason.replace(/\.$/, '')}`;

const CONTROL = 'control characters are not allowed';

/** Problems that a second reading would not tell better. */
function knownProblem(text: string, reason: string): string | undefined {
  const nesting = /nesting exceeded maxDepth \((\d+)\)/.exec(reason)?.[1];
  if (nesting !== undefined) return `more than ${Number(nesting) - 1} levels of nesting`;
  if (/^(?:\ufeff|\ufffd{2}|[\udc80-\udcff]{2})?(?:.\0|\0.)/.test(text))
    return 'the text looks like UTF-16; save it as UTF-8';
  return reason.includes('null byte') || reason.includes('non-printable') ? CONTROL : undefined;
}

/** Readers of files turn bytes that are no UTF-8 into lone surrogates from U+DC80 to U+DCFF. */
function strayByte(text: string): Hint | undefined {
  const found = /[\udc80-\udcff]/u.exec(text);
  if (found === null) return undefined;
  const byte = (found[0].charCodeAt(0) - 0xdc00).toString(16).toUpperCase();
  return { offset: found.index, message: `the byte 0x${byte} is no UTF-8; save the text as UTF-8` };
}

interface Problem {
  readonly offset: number;
  readonly reason: string;
}

/** Longer documents are not read a second time, which can take long: one error has to do. */
const SECOND_READING = 64 * 1024;
const MOST_ERRORS = 10;

/** The syntax errors of a text, one a line: the others of a line mostly follow from the first. */
function syntaxProblems(text: string): readonly Problem[] {
  if (text.length > SECOND_READING) return [];
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, version: '1.1' });
    const problems = ('empty' in documents ? [] : documents)
      .flatMap((document) => document.errors)
      .map(({ pos, message }) => ({ offset: pos[0], reason: message }));
    const lines = new Map(
      problems.toReversed().map((problem) => [text.lastIndexOf('\n', problem.offset - 1), problem]),
    );
    return [...lines.values()].toSorted((a, b) => a.offset - b.offset).slice(0, MOST_ERRORS);
  } catch {
    return [];
  }
}
