import fieldTable from './field-table.json' with { type: 'json' };
import goTypes from './go-types.json' with { type: 'json' };
import { type KubernetesVersion, minorOf } from './version.ts';

/** What the API server's Go types accept for a field. */
export type Scalar =
  | 'string'
  | 'int32'
  | 'int64'
  | 'bool'
  | 'quantity'
  | 'time'
  | 'intOrString'
  /** Anything, kept as it is. */
  | 'any';

/** A type of the API as one minor has it. `go` is its name in the server's own messages: `[]v1.EnvVar`. */
export type FieldType =
  | { readonly form: 'scalar'; readonly scalar: Scalar; readonly go: string }
  | { readonly form: 'list'; readonly items: FieldType; readonly go: string }
  | { readonly form: 'map'; readonly values: FieldType; readonly go: string }
  | { readonly form: 'struct'; readonly struct: StructType; readonly go: string };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** The Go struct that has the field. */
  readonly owner: string;
  /** The embedded Go struct between owner and field, as `ProbeHandler` is for `httpGet`. */
  readonly embedded?: string;
}

/** The fields of an object at one minor, and those that only other minors have. */
export interface StructType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly elsewhere: ReadonlyMap<string, FieldRange>;
}

/** The minors that know a field, e.g. since 34; absent where there is no bound. */
export interface FieldRange {
  readonly since?: number;
  readonly until?: number;
}

const TABLE: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(fieldTable as Readonly<Record<string, Readonly<Record<string, string>>>>).map(
    ([name, fields]) => [name, new Map(Object.entries(fields))],
  ),
);
const NAMES = [...TABLE.keys()];
const GO_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(goTypes.types));
const EMBEDDED: ReadonlyMap<string, string> = new Map(Object.entries(goTypes.embedded));

const SCALARS: ReadonlyMap<string, { readonly scalar: Scalar; readonly go: string }> = new Map([
  ['s', { scalar: 'string', go: 'string' }],
  ['i', { scalar: 'int32', go: 'int32' }],
  ['l', { scalar: 'int64', go: 'int64' }],
  ['b', { scalar: 'bool', go: 'bool' }],
  ['q', { scalar: 'quantity', go: 'resource.Quantity' }],
  ['t', { scalar: 'time', go: 'v1.Time' }],
  ['I', { scalar: 'intOrString', go: 'intstr.IntOrString' }],
  ['o', { scalar: 'any', go: '' }],
]);

/** `PersistentVolumeClaimSpec.resources` was of another type at 1.28 (appendix A of the fact sheet). */
const TYPE_CHANGES: ReadonlyMap<string, { readonly since: number; readonly before: string }> = new Map([
  ['PersistentVolumeClaimSpec.resources', { since: 29, before: 'ResourceRequirements' }],
]);
const CHANGED_TO = 'VolumeResourceRequirements';

type Structs = Map<string, StructType>;
const STRUCTS_BY_MINOR = new Map<number, Structs>();

/** The type of an API object at a version, with all it refers to. Built once a version. */
export function structOf(name: string, version: KubernetesVersion): StructType {
  const minor = minorOf(version);
  const known = STRUCTS_BY_MINOR.get(minor) ?? new Map<string, StructType>();
  STRUCTS_BY_MINOR.set(minor, known);
  return structAt(name, minor, known);
}

function structAt(name: string, minor: number, known: Structs): StructType {
  const built = known.get(name);
  if (built !== undefined) return built;
  const fields = new Map<string, Field>();
  const elsewhere = new Map<string, FieldRange>();
  const struct: StructType = { name, fields, elsewhere };
  known.set(name, struct);
  for (const [field, code] of TABLE.get(name) ?? []) {
    const { type, since, until } = parseCode(code);
    if ((since ?? 0) > minor || (until ?? Infinity) < minor) {
      elsewhere.set(field, { ...(since && { since }), ...(until && { until }) });
      continue;
    }
    const embedded = EMBEDDED.get(`${name}.${field}`);
    fields.set(field, {
      name: field,
      type: fieldType(`${name}.${field}`, type, minor, known),
      owner: name,
      ...(embedded !== undefined && { embedded }),
    });
  }
  return struct;
}

interface ParsedCode extends FieldRange {
  readonly type: string;
}

/** `s!`, `[T3`, `T163@30` (since), `s-30` (until), `T177@35-35`. */
function parseCode(code: string): ParsedCode {
  const [, type = '', since, until] = /^([^!@-]+)!?(?:@(\d+))?(?:-(\d+))?!?$/.exec(code) ?? [];
  return { type, ...(since && { since: Number(since) }), ...(until && { until: Number(until) }) };
}

function fieldType(where: string, code: string, minor: number, known: Structs): FieldType {
  const change = TYPE_CHANGES.get(where);
  if (change !== undefined) {
    const struct = structAt(minor < change.since ? change.before : CHANGED_TO, minor, known);
    return { form: 'struct', struct, go: `v1.${struct.name}` };
  }
  const type = typeOf(code, minor, known);
  const go = GO_TYPES.get(where);
  return go === undefined ? type : named(type, go);
}

/** Gives a type the name that Go has for it, and its items the name that follows from that. */
function named(type: FieldType, go: string): FieldType {
  if (type.form === 'list' && go.startsWith('[]'))
    return { ...type, go, items: named(type.items, go.slice(2)) };
  return { ...type, go };
}

function typeOf(code: string, minor: number, known: Structs): FieldType {
  if (code.startsWith('[')) {
    const items = typeOf(code.slice(1), minor, known);
    return { form: 'list', items, go: `[]${items.go}` };
  }
  if (code.startsWith('{')) {
    const values = typeOf(code.slice(1), minor, known);
    return { form: 'map', values, go: `map[string]${values.go}` };
  }
  if (code.startsWith('T')) {
    const struct = structAt(NAMES[Number(code.slice(1))] ?? '', minor, known);
    return { form: 'struct', struct, go: `v1.${struct.name}` };
  }
  const scalar = SCALARS.get(code);
  if (scalar === undefined) throw new Error(`Unknown field code "${code}"`);
  return { form: 'scalar', ...scalar };
}
