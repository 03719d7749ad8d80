import { type Document, treeOnDemand, unreadableAt } from './document.ts';
import { itemOffsets } from './item-offsets.ts';
import { jsonEvents } from './json-events.ts';
import type { ReadLimits } from './limits.ts';
import { isList } from './lists.ts';
import type { Unreadable } from './manifest.ts';
import { positionAt, positionsIn } from './place.ts';
import { textTree } from './text-tree.ts';
import { ValueError } from './value-error.ts';
import { yamlValue } from './yaml-value.ts';

/** kubectl takes a text for JSON when its first character that is not blank is `{` (P-008). */
export const isJson = (text: string): boolean =>
  /^\s*\{/.test(text.slice(0, 4096)) && !text.startsWith('\ufeff');

/** What follows the first object, when that is YAML: kubectl changes over there, since 1.33 (P-008). */
export interface YamlRest {
  readonly yaml: string;
  readonly document: number;
  readonly line: number;
}

/** Each object of a JSON text, several in a row being documents of their own. Stops at the first error. */
export function* readJson(
  file: string,
  text: string,
  limits: ReadLimits,
): Generator<Document | readonly Unreadable[], YamlRest | undefined> {
  let line = 1;
  let start = 0;
  for (let index = 0; ; index++) {
    const blank = /^\s*/.exec(text.slice(start, start + 4096))?.[0].length ?? 0;
    line = positionAt(text.slice(start), blank, line).line;
    start += blank;
    if (start >= text.length) return undefined;
    const rest = text.slice(start);
    if (index === 1 && /^---(?:\s|$)/.test(rest)) return { yaml: rest, document: index, line };
    const place = { file, document: index, line, text: rest };
    try {
      const { events, end } = jsonEvents(rest, 0, limits.nesting);
      if (end > limits.documentLength) {
        yield [
          unreadableAt(place, 0, `Cannot read an object of more than ${limits.documentLength} characters`),
        ];
        return undefined;
      }
      const { value, odd } = yamlValue(events, rest, limits);
      const own = rest.slice(0, end);
      const tree = treeOnDemand(() => textTree(jsonEvents(own, 0, limits.nesting).events, own));
      const items = isList(value) ? itemOffsets(events, own) : [];
      yield { file, index, line, text: own, value, root: 0, items, odd, tree, place: positionsIn(own, line) };
      line = positionAt(rest, end, line).line;
      start += end;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      yield [unreadableAt(place, error.offset, error.message)];
      return undefined;
    }
  }
}
