import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Json } from '../json.ts';
import { startOf } from './event-offset.ts';
import type { ReadLimits } from './limits.ts';
import { ValueError } from './value-error.ts';
import {
  aliased,
  anchored,
  anchorScalar,
  countNodes,
  type Expansion,
  isMappingAlias,
  nested,
  newExpansion,
} from './yaml-anchors.ts';
import { plainKey } from './yaml-key.ts';
import { isSurelyText, plainScalar, type Scalar, ScalarError, taggedScalar } from './yaml-scalar.ts';

export interface YamlValue {
  readonly value: Json;
  /** A key was given twice, or a merge replaced one: a second, slower walk tells where. */
  readonly odd: boolean;
}

interface Reading {
  readonly events: readonly Event[];
  readonly source: string;
  readonly expansion: Expansion;
  readonly tagPrefixes: ReadonlyMap<string, string>;
  at: number;
  odd: boolean;
}

type Mapping = Record<string, Json>;

/**
 * Builds the value of one document from its events the way kubectl does: words of YAML 1.1 (P-007), the last of
 * several equal keys (P-005), merges in the order written, so that `<<` replaces keys before it (P-006).
 * js-yaml's own constructor differs from kubectl in each of these.
 *
 * @throws ValueError where a value cannot be JSON or a limit is passed
 */
export function yamlValue(events: readonly Event[], source: string, limits: ReadLimits): YamlValue {
  const first = events[0];
  if (first?.type !== EVENT_ID.DOCUMENT) return { value: null, odd: false };
  const prefixes = first.directives.flatMap((directive): [string, string][] =>
    directive.kind === 'tag' ? [[directive.handle, directive.prefix]] : [],
  );
  const expansion = newExpansion(limits);
  const reading: Reading = { events, source, expansion, tagPrefixes: new Map(prefixes), at: 1, odd: false };
  const value = nodeValue(reading);
  return { value, odd: reading.odd };
}

function nodeValue(reading: Reading): Json {
  const event = reading.events[reading.at++];
  if (event === undefined) return null;
  const { expansion } = reading;
  countNodes(expansion, 1, startOf(event));
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const value = scalarValue(reading, event);
      if (event.anchorStart !== -1) anchorScalar(expansion, nameOf(reading, event), value);
      return value;
    }
    case EVENT_ID.MAPPING: {
      const read = () => nested(expansion, event.start, () => mappingValue(reading));
      return event.anchorStart === -1 ? read() : anchored(expansion, nameOf(reading, event), true, read);
    }
    case EVENT_ID.SEQUENCE: {
      const read = () => nested(expansion, event.start, () => sequenceValue(reading));
      return event.anchorStart === -1 ? read() : anchored(expansion, nameOf(reading, event), false, read);
    }
    case EVENT_ID.ALIAS:
      return aliased(expansion, nameOf(reading, event), startOf(event));
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return null;
  }
}

const nameOf = (
  { source }: Reading,
  event: { readonly anchorStart: number; readonly anchorEnd: number },
): string => source.slice(event.anchorStart, event.anchorEnd);

function mappingValue(reading: Reading): Mapping {
  const mapping: Mapping = {};
  let merged: Set<string> | undefined;
  for (let event = openEvent(reading); event !== undefined; event = openEvent(reading)) {
    if (event.type === EVENT_ID.SCALAR && isMergeKey(reading, event)) {
      reading.at++;
      merged ??= new Set();
      mergeInto(reading, mapping, merged, event.valueStart);
      continue;
    }
    const key = keyValue(reading, event);
    const value = nodeValue(reading);
    if (Object.hasOwn(mapping, key) && merged?.delete(key) !== true) reading.odd = true;
    set(mapping, key, value);
  }
  reading.at++;
  return mapping;
}

function sequenceValue(reading: Reading): Json[] {
  const items: Json[] = [];
  while (openEvent(reading) !== undefined) items.push(nodeValue(reading));
  reading.at++;
  return items;
}

/** The next event of the open collection; `undefined` at its end. */
function openEvent({ events, at }: Reading): Event | undefined {
  const event = events[at];
  return event?.type === EVENT_ID.POP ? undefined : event;
}

function keyValue(reading: Reading, event: Event): string {
  if (event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN && event.tagStart === -1) {
    return plainKeyAt(reading, event);
  }
  const key = nodeValue(reading);
  if (typeof key === 'string') return key;
  if (typeof key === 'object' && key !== null) {
    throw new ValueError('Cannot use a mapping or a list as a mapping key', startOf(event));
  }
  return guarded(event, () => plainKey(String(key)));
}

function plainKeyAt(reading: Reading, event: ScalarEvent): string {
  reading.at++;
  countNodes(reading.expansion, 1, event.valueStart);
  const text = event.valueStart === -1 ? '' : getScalarValue(reading.source, event);
  if (event.anchorStart !== -1) {
    anchorScalar(reading.expansion, nameOf(reading, event), scalarValue(reading, event));
  }
  return isSurelyText(text) ? text : guarded(event, () => plainKey(text));
}

function scalarValue(reading: Reading, event: ScalarEvent): Scalar {
  const text = event.valueStart === -1 ? '' : getScalarValue(reading.source, event);
  if (event.tagStart !== -1) {
    const tag = tagName(reading, event.tagStart, event.tagEnd);
    return guarded(event, () => taggedScalar(tag, text));
  }
  if (event.style !== SCALAR_STYLE.PLAIN || isSurelyText(text)) return text;
  return guarded(event, () => plainScalar(text));
}

function tagName({ source, tagPrefixes }: Reading, start: number, end: number): string {
  const raw = source.slice(start, end);
  if (raw.startsWith('!<')) return raw.slice(2, -1);
  const handle = /^!(?:[\w-]*!)?/.exec(raw)?.[0] ?? '!';
  const prefix = tagPrefixes.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : handle);
  return prefix + raw.slice(handle.length);
}

function guarded<T>(event: Event, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ScalarError) throw new ValueError(error.message, startOf(event));
    throw error;
  }
}

const LESS_THAN = 0x3c;

function isMergeKey(reading: Reading, event: ScalarEvent): boolean {
  const { valueStart, valueEnd } = event;
  const { source } = reading;
  if (valueEnd - valueStart !== 2 || source.charCodeAt(valueStart) !== LESS_THAN) return false;
  if (source.charCodeAt(valueStart + 1) !== LESS_THAN) return false;
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN;
  return tagName(reading, event.tagStart, event.tagEnd) === 'tag:yaml.org,2002:merge';
}

/** Of several mappings the first wins (P-006); all of them win over keys written before the merge. */
function mergeInto(reading: Reading, mapping: Mapping, merged: Set<string>, offset: number): void {
  for (const source of mergeSources(reading, offset).reverse()) {
    for (const key of Object.keys(source)) {
      if (!merged.has(key) && Object.hasOwn(mapping, key)) reading.odd = true;
      merged.add(key);
      set(mapping, key, source[key] ?? null);
    }
  }
}

function mergeSources(reading: Reading, offset: number): Mapping[] {
  if (reading.events[reading.at]?.type !== EVENT_ID.SEQUENCE) return [mergeSource(reading, offset)];
  reading.at++;
  const sources: Mapping[] = [];
  while (openEvent(reading) !== undefined) sources.push(mergeSource(reading, offset));
  reading.at++;
  return sources;
}

function mergeSource(reading: Reading, offset: number): Mapping {
  const event = reading.events[reading.at];
  const isMapping =
    event?.type === EVENT_ID.MAPPING ||
    (event?.type === EVENT_ID.ALIAS &&
      isMappingAlias(reading.expansion, nameOf(reading, event), startOf(event)));
  if (!isMapping) throw new ValueError('Cannot merge: << takes a mapping or a list of mappings', offset);
  return nodeValue(reading) as Mapping;
}

/** `__proto__` is a key like any other. */
function set(mapping: Mapping, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    mapping[key] = value;
  }
}
