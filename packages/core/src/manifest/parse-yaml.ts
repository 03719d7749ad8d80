import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { ParseError } from './value-error.ts';

/** A parsed text. It may differ from the original by spaces put in, and `original` takes offsets back. */
export interface ParsedYaml {
  readonly events: readonly Event[];
  readonly text: string;
  readonly original: (offset: number) => number;
}

/** js-yaml's complaint about what libyaml, and so kubectl, reads: see {@link parseYaml}. */
const DEFICIENT = 'deficient indentation';
const PADDING = ' '.repeat(128);
/** Characters to read again at most, which bounds the time a hostile text can take. */
const READ_AGAIN = 16 * 1024 * 1024;

let last: { readonly text: string; readonly nesting: number; readonly parsed: ParsedYaml } | undefined;

/** Parses one document. The last one is remembered: who has just read it asks where its findings stand. */
export function parseYaml(text: string, nesting: number): ParsedYaml {
  if (last?.text !== text || last.nesting !== nesting)
    last = { text, nesting, parsed: parsed(text, nesting) };
  return last.parsed;
}

/**
 * YAML wants the lines of a flow collection or a quoted scalar to be indented more than
 * their parent; kubectl does not, and people write `]` below the key. Spaces there mean nothing, so each such line
 * is indented and the text parsed again.
 *
 * @throws ParseError with the offset in the original text
 */
function parsed(text: string, nesting: number): ParsedYaml {
  const padded: number[] = [];
  let current = text;
  let read = 0;
  for (;;) {
    read += current.length;
    try {
      const events = parseEvents(current, { maxDepth: nesting + 1 });
      return { events, text: current, original: (offset) => withoutPadding(offset, padded) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? 0;
      const at = lineStart(current, offset);
      const isStuck = padded.at(-1) === at;
      if (error.reason !== DEFICIENT || isStuck || read > READ_AGAIN) {
        throw new ParseError(error.reason, withoutPadding(offset, padded));
      }
      padded.push(at);
      current = current.slice(0, at) + PADDING + current.slice(at);
    }
  }
}

/** A lone carriage return ends a line too. */
const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;

/** Lines are padded from the first to the last, so each place is known in the text that was parsed in the end. */
function withoutPadding(offset: number, padded: readonly number[]): number {
  let spaces = 0;
  for (const at of padded) {
    if (offset > at) spaces += Math.min(offset - at, PADDING.length);
  }
  return offset - spaces;
}
