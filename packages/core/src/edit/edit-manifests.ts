import { parseDocument } from 'yaml';
import type { Edit } from '../finding.ts';
import type { Json, JsonObject } from '../json.ts';
import { documentRange } from '../manifest/document-range.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { EditRefusal } from './edit-refusal.ts';
import { editedValue, valueAt } from './edit-value.ts';
import { insertItem } from './insert-item.ts';
import { isSameJson } from './is-same-json.ts';
import { type Layout, layoutOf } from './layout.ts';
import { moveItem } from './move-item.ts';
import { stepsOf } from './path-steps.ts';
import { removeField } from './remove-field.ts';
import { setField } from './set-field.ts';
import { type Splice, spliced } from './splice.ts';

/** One object of a text, as `Source` counts. */
export interface ObjectPlace {
  readonly document: number;
  readonly item?: number;
}

export type EditResult = { readonly text: string } | { readonly refused: string };

/**
 * Makes edits to one object of a text and changes nothing else: comments, layout, quotes, anchors, line breaks and
 * the other documents stay as they are. The result is read again and compared; what would change anything but what
 * the edits say is refused, as is what stands behind an alias or a template.
 */
export function editManifests(text: string, place: ObjectPlace, edits: readonly Edit[]): EditResult {
  try {
    return { text: edited(text, place, edits) };
  } catch (error) {
    if (error instanceof EditRefusal) return { refused: error.message };
    throw error;
  }
}

/** A document is edited by itself, however many there are: the others are not even read. */
function edited(text: string, { document, ...place }: ObjectPlace, edits: readonly Edit[]): string {
  const range = documentRange(text, document);
  if (range === undefined) throw new EditRefusal('the document is not there');
  // What stands behind a separator is YAML, even if it looks like JSON.
  const separator = range.isJson ? '' : '---\n';
  const own = separator + text.slice(range.start, range.end);
  const given = editedDocument(own, { document: 0, ...place }, edits);
  if (!given.startsWith(separator)) throw unsafe();
  return text.slice(0, range.start) + given.slice(separator.length) + text.slice(range.end);
}

function editedDocument(text: string, place: ObjectPlace, edits: readonly Edit[]): string {
  const before = readManifests('', text);
  const target = before.objects.find(({ source }) => isAt(source, place));
  if (target === undefined) throw new EditRefusal('the object is not there');
  let value = target.value;
  let current = text;
  for (const edit of edits) {
    current = editedOnce(current, place, edit, value);
    value = editedValue(value, [edit]);
  }
  const after = readManifests('', current);
  if (after.unreadable.length > before.unreadable.length || after.documents > before.documents)
    throw unsafe();
  checkOnly(before.objects, after.objects, place, value);
  return current;
}

const unsafe = (): EditRefusal =>
  new EditRefusal('the text is laid out in a way that cannot be edited without changing something else');

const isAt = (source: ObjectPlace, { document, item }: ObjectPlace): boolean =>
  source.document === document && source.item === item;

/** The proof: the object is what the edits say, and every other one is what it was. */
function checkOnly(
  before: readonly ManifestObject[],
  after: readonly ManifestObject[],
  place: ObjectPlace,
  value: JsonObject,
): void {
  if (before.length !== after.length) throw unsafe();
  for (const [index, object] of before.entries()) {
    const wanted = isAt(object.source, place) ? value : object.value;
    if (!isSameJson(wanted, after[index]?.value ?? null)) throw unsafe();
  }
}

function editedOnce(text: string, place: ObjectPlace, edit: Edit, value: JsonObject): string {
  const range = documentRange(text, place.document);
  if (range === undefined) throw new EditRefusal('the document is not there');
  const own = text.slice(range.start, range.end);
  const document = parseDocument(own, {
    keepSourceTokens: true,
    version: '1.1',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (document.errors.length > 0) {
    throw new EditRefusal(
      `its YAML is only read by a lenient reader: ${document.errors[0]?.message.split('\n')[0] ?? ''}`,
    );
  }
  const layout = layoutOf(own, document.contents, range.isJson);
  const prefix = place.item === undefined ? [] : ['items', String(place.item)];
  const given = spliced(own, splicesOf(edit, { document, prefix, layout, value }));
  return text.slice(0, range.start) + given + text.slice(range.end);
}

interface Target {
  readonly document: ReturnType<typeof parseDocument>;
  /** Steps from the document's root to the object. */
  readonly prefix: readonly string[];
  readonly layout: Layout;
  readonly value: JsonObject;
}

function splicesOf(edit: Edit, { document, prefix, layout, value }: Target): readonly Splice[] {
  const own = stepsOf(edit.path);
  const steps = [...prefix, ...own];
  switch (edit.op) {
    case 'set':
      return setField(document, steps, edit.value, layout);
    case 'remove':
      return removeField(document, steps, layout);
    case 'insert':
      return insertItem(document, steps, edit.index, edit.value, layout);
    case 'move':
      return moveItem(
        document,
        steps,
        [...prefix, ...stepsOf(edit.to)],
        edit.index,
        itemAt(value, own),
        layout,
      );
  }
}

function itemAt(value: JsonObject, steps: readonly string[]): Json {
  const item = valueAt(value, steps);
  if (item === undefined) throw new EditRefusal(`there is nothing at ${steps.join('.')}`);
  return item;
}
