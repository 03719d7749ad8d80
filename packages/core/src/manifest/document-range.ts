import { jsonEvents } from './json-events.ts';
import { READ_LIMITS } from './limits.ts';
import { isJson } from './read-json.ts';
import { splitDocuments } from './split-documents.ts';

/** Where a document stands in the text of its file. */
export interface DocumentRange {
  readonly start: number;
  readonly end: number;
  readonly isJson: boolean;
}

/** The place of the document with this index, counted as `readManifests` counts; `undefined` if there is none. */
export function documentRange(text: string, document: number): DocumentRange | undefined {
  if (!isJson(text)) return yamlRange(text, document, 0);
  let start = 0;
  for (let index = 0; ; index++) {
    start += /^\s*/.exec(text.slice(start))?.[0].length ?? 0;
    if (start >= text.length) return undefined;
    if (index === 1 && text.startsWith('---', start)) return yamlRange(text, document - 1, start);
    const end = start + jsonEvents(text.slice(start), 0, READ_LIMITS.nesting).end;
    if (index === document) return { start, end, isJson: true };
    start = end;
  }
}

/** Documents start where lines start. */
function yamlRange(text: string, document: number, from: number): DocumentRange | undefined {
  const rest = text.slice(from);
  for (const chunk of splitDocuments(rest)) {
    if (chunk.document !== document) continue;
    const start = from + startOfLine(rest, chunk.line);
    return { start, end: start + chunk.text.length, isJson: false };
  }
  return undefined;
}

function startOfLine(text: string, line: number): number {
  let at = text.charCodeAt(0) === 0xfeff && line === 1 ? 1 : 0;
  for (let passed = 1; passed < line; passed++) at = text.indexOf('\n', at) + 1;
  return at;
}
