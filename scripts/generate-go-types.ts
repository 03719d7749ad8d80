/**
 * Writes packages/core/src/kubernetes/go-types.json: how Go names the types of API fields where the field table does
 * not tell it (`v1.RestartPolicy` for a string), and which fields stand in an embedded struct (`ProbeHandler`).
 *
 *   node scripts/generate-go-types.ts <folder of the Go module k8s.io/api> <folder of k8s.io/apimachinery>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kubernetes = new URL('../packages/core/src/kubernetes/', import.meta.url);
const table: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('field-table.json', kubernetes), 'utf8'),
);
const names = Object.keys(table);

const GO_SCALARS: Record<string, string> = {
  s: 'string',
  i: 'int32',
  l: 'int64',
  b: 'bool',
  q: 'resource.Quantity',
  t: 'v1.Time',
  I: 'intstr.IntOrString',
  o: 'v1.FieldsV1',
};

/** The type that the code of the field table alone suggests. */
function expected(code: string): string {
  const bare = code.replace(/[!@].*$/, '').replace(/-\d+$/, '');
  if (bare.startsWith('[')) return `[]${expected(bare.slice(1))}`;
  if (bare.startsWith('{')) return `map[string]${expected(bare.slice(1))}`;
  if (bare.startsWith('T')) return `v1.${names[Number(bare.slice(1))]}`;
  return GO_SCALARS[bare] ?? bare;
}

const BUILTIN = new Set(['string', 'int32', 'int64', 'bool', 'int', 'byte', 'float64']);

/** A type as Go prints it: `pkg` is the package whose file names it. */
function printed(goType: string, pkg: string): string {
  const bare = goType.replace(/^\*/, '');
  if (bare.startsWith('[]')) return `[]${printed(bare.slice(2), pkg)}`;
  const map = /^map\[(\w+)\](.*)$/.exec(bare);
  if (map !== null) return `map[${printed(map[1] ?? '', pkg)}]${printed(map[2] ?? '', pkg)}`;
  const name = bare.replace(/^[a-z]*(?=v1)/, '').replace(/^v1\./, '');
  if (name.includes('.') || BUILTIN.has(name)) return name;
  return `${name === bare ? pkg : 'v1'}.${name}`;
}

interface Struct {
  readonly pkg: string;
  readonly fields: Map<string, string>;
  readonly embedded: string[];
}

const structs = new Map<string, Struct>();

function readStructs(file: string, pkg = 'v1'): void {
  const text = readFileSync(file, 'utf8');
  for (const [, name = '', body = ''] of text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) {
    const struct: Struct = { pkg, fields: new Map(), embedded: [] };
    for (const line of body.split('\n')) {
      const field = /^\t(\w+)\s+(\S+)\s+`.*?json:"(\w+)/.exec(line);
      if (field !== null) struct.fields.set(field[3] ?? '', field[2] ?? '');
      const inline = /^\t(?:\w+\.)?(\w+)\s+`json:"(?:,inline)?"/.exec(line);
      if (inline !== null) struct.embedded.push(inline[1] ?? '');
    }
    structs.set(name, struct);
  }
}

const [api = '', apimachinery = ''] = process.argv.slice(2);
for (const group of ['core', 'apps', 'batch']) readStructs(join(api, group, 'v1/types.go'));
readStructs(join(api, 'scheduling/v1alpha3/types.go'), 'v1alpha3');
readStructs(join(apimachinery, 'pkg/apis/meta/v1/types.go'));

/** What the module no longer has keeps the name that an older one gave it. */
const before: { readonly types: Record<string, string> } = JSON.parse(
  readFileSync(new URL('go-types.json', kubernetes), 'utf8'),
);
const types: Record<string, string> = {};
const embedded: Record<string, string> = {};

for (const [name, fields] of Object.entries(table)) {
  const struct = structs.get(name);
  if (struct === undefined) continue;
  for (const [field, code] of Object.entries(fields)) {
    const holder = struct.fields.has(field)
      ? undefined
      : struct.embedded.find((inner) => structs.get(inner)?.fields.has(field));
    if (holder !== undefined) embedded[`${name}.${field}`] = holder;
    const goType = (structs.get(holder ?? name) ?? struct).fields.get(field);
    const row = `${name}.${field}`;
    const go = goType === undefined ? before.types[row] : printed(goType, struct.pkg);
    if (go !== undefined && go !== expected(code)) types[row] = go;
  }
}

writeFileSync(new URL('go-types.json', kubernetes), `${JSON.stringify({ types, embedded }, null, 2)}\n`);
