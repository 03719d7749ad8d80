import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Json } from '../json.ts';
import type { ReadLimits } from './limits.ts';
import { keyOf, plainScalar, type Scalar, ScalarError, taggedScalar } from './yaml-scalar.ts';

/** What is wrong with a document that has no syntax error; `offset` counts in the document's text. */
export class ValueError extends SyntaxError {
  override readonly name = 'ValueError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export interface YamlValue {
  readonly value: Json;
  /** Values after alias expansion. */
  readonly nodes: number;
  /** A key was given twice, or a merge replaced one: a second, slower walk tells where. */
  readonly odd: boolean;
}

interface Anchor {
  value: Json | undefined;
  isMapping: boolean;
  nodes: number;
}

interface Reading {
  readonly events: readonly Event[];
  readonly source: string;
  readonly limits: ReadLimits;
  readonly anchors: Map<string, Anchor>;
  readonly tagHandles: Map<string, string>;
  at: number;
  nodes: number;
  odd: boolean;
}

type Mapping = Record<string, Json>;

/**
 * Builds the value of one document from its events the way kubectl does: words of YAML 1.1 (P-007), the last of
 * several equal keys (P-005), merges in the order written, so that `<<` replaces keys before it (P-006).
 * js-yaml's own constructor differs from kubectl in each of these.
 */
export function yamlValue(events: readonly Event[], source: string, limits: ReadLimits): YamlValue {
  const first = events[0];
  const reading: Reading = {
    events,
    source,
    limits,
    anchors: new Map(),
    tagHandles: new Map(),
    at: 1,
    nodes: 0,
    odd: false,
  };
  if (first?.type !== EVENT_ID.DOCUMENT) return { value: null, nodes: 0, odd: false };
  for (const directive of first.directives) {
    if (directive.kind === 'tag') reading.tagHandles.set(directive.handle, directive.prefix);
  }
  const value = nodeValue(reading);
  return { value, nodes: reading.nodes, odd: reading.odd };
}

function nodeValue(reading: Reading): Json {
  const event = reading.events[reading.at++];
  if (event === undefined) return null;
  if (++reading.nodes > reading.limits.nodes) throw tooManyNodes(reading, event);
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const value = scalarValue(reading, event);
      if (event.anchorStart !== -1) anchorAt(reading, event, value, false, 1);
      return value;
    }
    case EVENT_ID.MAPPING: {
      const nodes = reading.nodes;
      const anchor = event.anchorStart === -1 ? undefined : anchorAt(reading, event, undefined, true, 0);
      const value = mappingValue(reading);
      if (anchor !== undefined) finish(anchor, value, reading.nodes - nodes + 1);
      return value;
    }
    case EVENT_ID.SEQUENCE: {
      const nodes = reading.nodes;
      const anchor = event.anchorStart === -1 ? undefined : anchorAt(reading, event, undefined, false, 0);
      const value = sequenceValue(reading);
      if (anchor !== undefined) finish(anchor, value, reading.nodes - nodes + 1);
      return value;
    }
    case EVENT_ID.ALIAS: {
      const anchor = anchorOf(reading, event.anchorStart, event.anchorEnd);
      reading.nodes += anchor.nodes - 1;
      if (reading.nodes > reading.limits.nodes) throw tooManyNodes(reading, event);
      return anchor.value ?? null;
    }
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return null;
  }
}

function mappingValue(reading: Reading): Mapping {
  const { events } = reading;
  const mapping: Mapping = {};
  let merged: Set<string> | undefined;
  for (;;) {
    const event = events[reading.at];
    if (event === undefined || event.type === EVENT_ID.POP) break;
    if (event.type === EVENT_ID.SCALAR && isMergeKey(reading, event)) {
      reading.at++;
      merged ??= new Set();
      mergeInto(reading, mapping, merged, event.valueStart);
      continue;
    }
    const key = keyValue(reading, event);
    const value = nodeValue(reading);
    if (Object.hasOwn(mapping, key)) {
      if (merged?.delete(key) !== true) reading.odd = true;
    }
    set(mapping, key, value);
  }
  reading.at++;
  return mapping;
}

function sequenceValue(reading: Reading): Json[] {
  const { events } = reading;
  const items: Json[] = [];
  for (;;) {
    const event = events[reading.at];
    if (event === undefined || event.type === EVENT_ID.POP) break;
    items.push(nodeValue(reading));
  }
  reading.at++;
  return items;
}

function keyValue(reading: Reading, event: Event): string {
  const key = nodeValue(reading);
  if (typeof key === 'string') return key;
  if (typeof key === 'object' && key !== null) {
    throw new ValueError('Cannot use a mapping or a list as a mapping key', startOf(event));
  }
  return guarded(event, () => keyOf(key));
}

function scalarValue(reading: Reading, event: ScalarEvent): Scalar {
  const text = event.valueStart === -1 ? '' : getScalarValue(reading.source, event);
  if (event.tagStart !== -1) {
    const tag = tagName(reading, event.tagStart, event.tagEnd);
    return guarded(event, () => taggedScalar(tag, text));
  }
  if (event.style !== SCALAR_STYLE.PLAIN) return text;
  const first = text.charCodeAt(0);
  return first === 43 || first === 45 || first === 46
    ? guarded(event, () => plainScalar(text))
    : plainScalar(text);
}

function tagName(reading: Reading, start: number, end: number): string {
  const raw = reading.source.slice(start, end);
  if (raw.startsWith('!<')) return raw.slice(2, -1);
  const handle = /^!(?:[\w-]*!)?/.exec(raw)?.[0] ?? '!';
  const prefix = reading.tagHandles.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : handle);
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

function isMergeKey(reading: Reading, event: ScalarEvent): boolean {
  const { valueStart, valueEnd } = event;
  if (valueEnd - valueStart !== 2 || reading.source.charCodeAt(valueStart) !== 60) return false;
  if (reading.source.charCodeAt(valueStart + 1) !== 60) return false;
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN;
  return tagName(reading, event.tagStart, event.tagEnd) === 'tag:yaml.org,2002:merge';
}

/** Of several mappings the first wins (P-006); all of them win over keys written before the merge. */
function mergeInto(reading: Reading, mapping: Mapping, merged: Set<string>, offset: number): void {
  const event = reading.events[reading.at];
  const isList = event?.type === EVENT_ID.SEQUENCE;
  if (isList) reading.at++;
  const sources: Mapping[] = [];
  do {
    const next = reading.events[reading.at];
    if (isList && next?.type === EVENT_ID.POP) break;
    sources.push(mergeSource(reading, next, offset));
  } while (isList);
  if (isList) reading.at++;
  for (const source of sources.reverse()) {
    for (const key of Object.keys(source)) {
      if (!merged.has(key) && Object.hasOwn(mapping, key)) reading.odd = true;
      merged.add(key);
      set(mapping, key, source[key] ?? null);
    }
  }
}

function mergeSource(reading: Reading, event: Event | undefined, offset: number): Mapping {
  const isMapping =
    event?.type === EVENT_ID.MAPPING ||
    (event?.type === EVENT_ID.ALIAS && anchorOf(reading, event.anchorStart, event.anchorEnd).isMapping);
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

function anchorAt(
  reading: Reading,
  event: { readonly anchorStart: number; readonly anchorEnd: number },
  value: Json | undefined,
  isMapping: boolean,
  nodes: number,
): Anchor {
  const anchor: Anchor = { value, isMapping, nodes };
  reading.anchors.set(reading.source.slice(event.anchorStart, event.anchorEnd), anchor);
  return anchor;
}

function finish(anchor: Anchor, value: Json, nodes: number): void {
  anchor.value = value;
  anchor.nodes = nodes;
}

function anchorOf(reading: Reading, start: number, end: number): Anchor {
  const name = reading.source.slice(start, end);
  const anchor = reading.anchors.get(name);
  if (anchor === undefined)
    throw new ValueError(`Cannot find the anchor &${name} of alias *${name}`, start - 1);
  if (anchor.value === undefined)
    throw new ValueError(`Cannot expand alias *${name}: it contains itself`, start - 1);
  return anchor;
}

const tooManyNodes = (reading: Reading, event: Event): ValueError =>
  new ValueError(
    `Cannot read more than ${reading.limits.nodes} values in one document, aliases expanded`,
    startOf(event),
  );

/** Where a node's own text starts; -1 if it has none. */
export function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      if (event.valueStart === -1) return -1;
      const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return quoted ? event.valueStart - 1 : event.valueStart;
    }
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return -1;
  }
}
