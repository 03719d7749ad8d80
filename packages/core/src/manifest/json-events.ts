import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import { ValueError } from './value-error.ts';

/**
 * The events of one JSON object, in js-yaml's form, so that JSON and YAML share all that follows: values,
 * duplicate keys, limits, positions. Stricter than YAML, as kubectl is with text that starts with `{` (P-008).
 */
export interface JsonEvents {
  readonly events: readonly Event[];
  /** Offset behind the object. */
  readonly end: number;
}

const NONE = -1;
const NO_PROPERTIES = { anchorStart: NONE, anchorEnd: NONE, tagStart: NONE, tagEnd: NONE };
const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y;

interface Scan {
  readonly text: string;
  readonly nesting: number;
  readonly events: Event[];
  at: number;
}

/** @throws ValueError with the offset of what cannot be JSON */
export function jsonEvents(text: string, start: number, nesting: number): JsonEvents {
  const scan: Scan = { text, nesting, events: [], at: start };
  scan.events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
  scanValue(scan, 0);
  scan.events.push({ type: EVENT_ID.POP });
  return { events: scan.events, end: scan.at };
}

function scanValue(scan: Scan, depth: number): void {
  skipSpace(scan);
  if (depth > scan.nesting) {
    throw new ValueError(`Cannot read more than ${scan.nesting} levels of nesting`, scan.at);
  }
  const character = scan.text[scan.at];
  if (character === '{') scanMembers(scan, depth);
  else if (character === '[') scanItems(scan, depth);
  else if (character === '"') scanString(scan);
  else scanLiteral(scan);
}

function scanLiteral(scan: Scan): void {
  const end = matchEnd(LITERAL, scan);
  if (end === undefined) throw unexpected(scan, 'a value');
  push(scan, scan.at, end, SCALAR_STYLE.PLAIN, true);
  scan.at = end;
}

function scanMembers(scan: Scan, depth: number): void {
  scan.events.push({
    type: EVENT_ID.MAPPING,
    start: scan.at++,
    ...NO_PROPERTIES,
    style: COLLECTION_STYLE.FLOW,
  });
  skipSpace(scan);
  while (scan.text[scan.at] !== '}') {
    if (scan.text[scan.at] !== '"') throw unexpected(scan, 'a key in double quotes');
    scanString(scan);
    skipSpace(scan);
    if (scan.text[scan.at] !== ':') throw unexpected(scan, '":"');
    scan.at++;
    scanValue(scan, depth + 1);
    if (!another(scan, '}')) break;
  }
  close(scan, '}');
}

function scanItems(scan: Scan, depth: number): void {
  scan.events.push({
    type: EVENT_ID.SEQUENCE,
    start: scan.at++,
    ...NO_PROPERTIES,
    style: COLLECTION_STYLE.FLOW,
  });
  skipSpace(scan);
  while (scan.text[scan.at] !== ']') {
    scanValue(scan, depth + 1);
    if (!another(scan, ']')) break;
  }
  close(scan, ']');
}

/** True behind a comma that something follows. */
function another(scan: Scan, closing: string): boolean {
  skipSpace(scan);
  if (scan.text[scan.at] !== ',') return false;
  const comma = scan.at++;
  skipSpace(scan);
  if (scan.text[scan.at] !== closing) return true;
  throw new ValueError(`Cannot parse JSON: remove the comma before "${closing}"`, comma);
}

function close(scan: Scan, closing: string): void {
  if (scan.text[scan.at] !== closing) throw unexpected(scan, `"," or "${closing}"`);
  scan.at++;
  scan.events.push({ type: EVENT_ID.POP });
}

function scanString(scan: Scan): void {
  const start = ++scan.at;
  let fast = true;
  for (;;) {
    const code = scan.text.charCodeAt(scan.at);
    if (code === 0x22) break;
    if (Number.isNaN(code)) throw new ValueError('Cannot parse JSON: a string is not closed', start - 1);
    if (code < 0x20) throw new ValueError('Cannot parse JSON: a string holds a control character', scan.at);
    if (code === 0x5c) {
      const end = matchEnd(ESCAPE, scan);
      if (end === undefined) throw new ValueError('Cannot parse JSON: unknown escape in a string', scan.at);
      fast = false;
      scan.at = end;
    } else {
      scan.at++;
    }
  }
  push(scan, start, scan.at++, SCALAR_STYLE.DOUBLE_QUOTED, fast);
}

function push(scan: Scan, valueStart: number, valueEnd: number, style: 1 | 3, fast: boolean): void {
  scan.events.push({
    type: EVENT_ID.SCALAR,
    valueStart,
    valueEnd,
    ...NO_PROPERTIES,
    style,
    chomping: 1,
    indent: NONE,
    fast,
  });
}

function skipSpace(scan: Scan): void {
  scan.at = matchEnd(SPACE, scan) ?? scan.at;
}

function matchEnd(pattern: RegExp, scan: Scan): number | undefined {
  pattern.lastIndex = scan.at;
  return pattern.test(scan.text) ? pattern.lastIndex : undefined;
}

function unexpected(scan: Scan, wanted: string): ValueError {
  const found = scan.text[scan.at];
  const what = found === undefined ? 'the end of the text' : JSON.stringify(found);
  return new ValueError(`Cannot parse JSON: found ${what} where ${wanted} is needed`, scan.at);
}
