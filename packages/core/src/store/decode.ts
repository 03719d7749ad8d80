import { didYouMean } from '../did-you-mean.ts';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '../json.ts';
import type { Field, FieldType, Scalar, StructType } from '../kubernetes/field-types.ts';
import { structOf } from '../kubernetes/field-types.ts';
import { goQuote } from '../kubernetes/go-quote.ts';
import type { Release } from '../kubernetes/release.ts';
import { decodeScalar, isScalarError, type TypedScalar } from './decode-scalar.ts';
import type { StructureProblem } from './structure-problem.ts';

export interface Decoded {
  /** Only fields that the release knows, of the right type, without nulls. */
  readonly object: JsonObject;
  readonly problems: readonly StructureProblem[];
}

/**
 * Reads an object as the API server of a release does: fields it does not know and values of the wrong type are
 * left out and reported, `null` is absent, a null list item is an empty one (P-018, S-001 … S-009).
 */
export function decode(value: JsonObject, typeName: string, release: Release): Decoded {
  const walk: Walk = { release, steps: [], problems: [], errors: [], aborted: -1 };
  const object = decodeStruct(value, structOf(typeName, release.version), walk);
  return { object, problems: inServersOrder(walk) };
}

type Step = Field | number | string;

interface Walk {
  readonly release: Release;
  /** The way down to the value: fields, list indexes, map keys. */
  readonly steps: Step[];
  readonly problems: StructureProblem[];
  readonly errors: Extract<StructureProblem, { kind: 'wrongType' }>[];
  /** Index in `errors` of the first one at which the server's decoder stops at once; -1 if there is none. */
  aborted: number;
}

/** A parser of its own, as quantities have, ends the decoding; any other type error waits until the end. */
const inServersOrder = ({ problems, errors, aborted }: Walk): readonly StructureProblem[] =>
  errors.length === 0
    ? problems
    : [...errors.map((error, index) => ({ ...error, first: index === Math.max(aborted, 0) })), ...problems];

function decodeStruct(value: JsonObject, struct: StructType, walk: Walk): JsonObject {
  const object: Record<string, Json> = {};
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    const field = struct.fields.get(key);
    if (field === undefined) {
      reportUnknown(key, struct, walk);
      continue;
    }
    const child = value[key];
    if (child === null || child === undefined) continue;
    walk.steps.push(field);
    const decoded = decodeValue(child, field.type, walk);
    walk.steps.pop();
    if (decoded !== undefined) object[key] = decoded;
  }
  return object;
}

function decodeValue(value: Json, type: FieldType, walk: Walk): Json | undefined {
  switch (type.form) {
    case 'scalar':
      return type.scalar === 'any' ? value : decodeLeaf(value, type.scalar, type.go, walk);
    case 'struct':
      if (isJsonObject(value)) return decodeStruct(value, type.struct, walk);
      return reportType(value, type, walk);
    case 'list':
      if (Array.isArray(value)) return decodeList(value as JsonArray, type.items, walk);
      return reportType(value, type, walk);
    case 'map':
      if (isJsonObject(value)) return decodeMap(value, type.values, walk);
      return reportType(value, type, walk);
  }
}

function decodeList(list: JsonArray, items: FieldType, walk: Walk): JsonArray {
  const decoded: Json[] = [];
  for (let index = 0; index < list.length; index++) {
    walk.steps.push(index);
    decoded.push(decodeElement(list[index] ?? null, items, walk));
    walk.steps.pop();
  }
  return decoded;
}

function decodeMap(map: JsonObject, values: FieldType, walk: Walk): JsonObject {
  const decoded: Record<string, Json> = {};
  for (const key in map) {
    if (!Object.hasOwn(map, key)) continue;
    walk.steps.push(key);
    const value = decodeElement(map[key] ?? null, values, walk);
    walk.steps.pop();
    if (key === '__proto__') Object.defineProperty(decoded, key, { value, enumerable: true });
    else decoded[key] = value;
  }
  return decoded;
}

/** Items keep their place: null and what is of the wrong type become the type's empty value (S-009). */
const decodeElement = (value: Json, type: FieldType, walk: Walk): Json =>
  (value === null ? undefined : decodeValue(value, type, walk)) ?? emptyOf(type);

function emptyOf(type: FieldType): Json {
  switch (type.form) {
    case 'scalar':
      return EMPTY[type.scalar];
    case 'list':
      return [];
    case 'map':
    case 'struct':
      return {};
  }
}

const EMPTY: Readonly<Record<Scalar, Json>> = {
  string: '',
  int32: 0,
  int64: 0,
  bool: false,
  quantity: '0',
  time: '',
  intOrString: 0,
  any: null,
};

function decodeLeaf(value: Json, scalar: TypedScalar, go: string, walk: Walk): Json | undefined {
  const decoded = decodeScalar(value, scalar, go);
  if (!isScalarError(decoded)) return decoded;
  const { message, typeError, ends, wants } = decoded;
  if (ends && walk.aborted < 0) walk.aborted = walk.errors.length;
  const words =
    typeError === undefined
      ? message
      : `json: cannot unmarshal ${typeError.value} into Go struct field ${goPath(walk)} of type ${typeError.go}`;
  walk.errors.push({ kind: 'wrongType', path: pathOf(walk.steps), message: words, first: false, wants });
  return undefined;
}

function reportType(value: Json, type: FieldType, walk: Walk): undefined {
  walk.errors.push({
    kind: 'wrongType',
    path: pathOf(walk.steps),
    message: `json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field ${goPath(walk)} of type ${type.go}`,
    first: false,
    wants: type.form === 'list' ? 'list' : 'map',
  });
  return undefined;
}

/** What Go calls the JSON value: `number`, `object`, `array` … */
function jsonTypeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function reportUnknown(key: string, struct: StructType, walk: Walk): void {
  const path = pathOf([...walk.steps, key]);
  const range = struct.elsewhere.get(key);
  const meant = range === undefined ? didYouMean(key, struct.fields.keys()) : undefined;
  walk.problems.push({
    kind: 'unknownField',
    path,
    message: `unknown field ${goQuote(path)}`,
    ...(meant !== undefined && { meant }),
    ...(range !== undefined && { range }),
  });
}

const pathOf = (steps: readonly Step[]): string =>
  steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${nameOf(step)}`))
    .join('')
    .replace(/^\./, '');

const nameOf = (step: Field | string): string => (typeof step === 'string' ? step : step.name);

/** `Container.spec.containers.env`: the innermost Go struct, then the fields without indexes and map keys. */
function goPath({ steps, release }: Walk): string {
  const fields = steps.filter((step): step is Field => typeof step === 'object');
  const names = fields.map(({ name, embedded }) =>
    embedded !== undefined && release.on.decoderNamesEmbeddedStructs ? `${embedded}.${name}` : name,
  );
  return `${fields.at(-1)?.owner}.${names.join('.')}`;
}
