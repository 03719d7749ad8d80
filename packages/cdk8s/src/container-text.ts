import type { JsonObject, ManifestObject } from '@outrider/core';
import { wholeCore } from './lazily.ts';
import { isObject } from './merge.ts';
import type { WrittenContainer } from './sidecar.ts';

/**
 * The container of a text, YAML as kubectl reads it or JSON: its fields, or a list with this one item, as it stands under
 * `initContainers`, indented or not.
 *
 * @throws RangeError if the text holds anything but one container with a name and an image
 */
export function containerOfText(text: string): WrittenContainer {
  const { name, image, ...fields } = onlyContainer(read(text));
  if (typeof name !== 'string' || name === '') throw fault('the container has no name');
  if (typeof image !== 'string' || image === '') throw fault(`container "${name}" has no image`);
  return { ...fields, name, image };
}

const fault = (why: string): RangeError => new RangeError(`Cannot make a sidecar of the text: ${why}`);

const LIST = /^(?:\s|#.*\n)*-\s/;
const KEY = 'containers';

/** A list becomes a field, as documents are mappings; the line in front of it is none of the user's. */
function read(text: string): ManifestObject {
  const isList = LIST.test(text);
  const { objects, unreadable, documents } = wholeCore().readManifests(
    'text',
    isList ? `${KEY}:\n${text}` : text,
  );
  const at = ({ line, column }: { readonly line: number; readonly column: number }, message: string) =>
    fault(`line ${line - (isList ? 1 : 0)}, column ${column}: ${message}`);
  const [broken] = unreadable;
  if (broken !== undefined) throw at(broken, broken.message);
  const [object] = objects;
  if (object === undefined) throw fault('it is empty');
  if (documents > 1) throw fault(`it has ${documents} documents, a sidecar is of one`);
  const odd = object.findings.find(({ rule, severity }) => severity === 'error' && !ABOUT_KIND.test(rule));
  if (odd !== undefined) throw at(object.locate(odd.path), odd.message);
  return object;
}

/** What a container has no need of. */
const ABOUT_KIND = /^input\/(?:missing|unknown|not-)/;

function onlyContainer({ value }: ManifestObject): JsonObject {
  if ('kind' in value || 'spec' in value) throw fault('it is a whole object, a sidecar is of one container');
  const { initContainers, [KEY]: list = initContainers } = value;
  if (list === undefined && Object.keys(value).length > 0) return value;
  const [only, ...others] = Array.isArray(list) ? list : [];
  if (others.length > 0) throw fault(`it has ${others.length + 1} containers, a sidecar is of one`);
  if (!isObject(only)) throw fault('it holds no container');
  return only;
}
