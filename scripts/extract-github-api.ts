/**
 * Writes the part of GitHub's own API descriptions that the Action uses, for the stand-in of its tests:
 * `node scripts/extract-github-api.ts`. Fetches npm packages of 400 MB into a temporary folder.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OPENAPI = '@octokit/openapi@23.0.2';
const SCHEMA = '@octokit/graphql-schema@15.26.1';
const GRAPHQL = 'graphql@17.1.0';

/** Everything that the Action asks by REST. */
const OPERATIONS: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', ['post']],
  ['/repos/{owner}/{repo}/issues/comments/{comment_id}', ['patch', 'delete']],
  ['/repos/{owner}/{repo}/compare/{basehead}', ['get']],
];

/** The types between a query and what it asks for; other fields of theirs are left out. */
const TYPES = ['Query', 'Repository', 'PullRequest', 'IssueCommentConnection', 'IssueComment', 'PageInfo'];

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

const target = new URL('../apps/action/test/github/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'outrider-github-'));
function write(name: string, text: string): void {
  writeFileSync(fileURLToPath(new URL(name, target)), text);
}

/** The operations, and what they refer to. */
function openApiExtract(api: JsonObject): JsonObject {
  const all = api['paths'] as JsonObject;
  const paths = Object.fromEntries(
    OPERATIONS.map(([path, methods]) => {
      const item = all[path] as JsonObject;
      return [path, Object.fromEntries(methods.map((method) => [method, slim(item[method] ?? null)]))];
    }),
  );
  const components: Record<string, Record<string, Json>> = {};
  const pending = [...referencesIn(paths)];
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    const [kind = '', name = ''] = pointer.split('/').slice(2);
    components[kind] ??= {};
    if (name in components[kind]) continue;
    const found = slim(((api['components'] as JsonObject)[kind] as JsonObject)[name] ?? null);
    components[kind][name] = found;
    pending.push(...referencesIn(found));
  }
  return { openapi: api['openapi'] ?? '', info: api['info'] ?? '', paths, components };
}

/** Prose and examples make four fifths of it. */
const LEFT_OUT = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'x-github',
]);

function slim(value: Json, isNames = false): Json {
  if (Array.isArray(value)) return value.map((entry) => slim(entry as Json));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([name]) => isNames || !LEFT_OUT.has(name))
      .map(([name, entry]) => [name, slim(entry, name === 'properties' && !isNames)]),
  );
}

const referencesIn = (value: Json): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"\$ref":"(#\/components\/[^"]+)"/g)].map(([, pointer = '']) => pointer);

/** What the query types need of a schema of 1.2 MB. */
function graphqlExtract(text: string): string {
  const graphql = createRequire(join(folder, 'package.json'))('graphql') as GraphqlModule;
  const { parse, print, visit } = graphql;
  const nameOfType = (type: TypeNode): string =>
    type.type ? nameOfType(type.type) : (type.name?.value ?? '');
  const definitions = parse(text).definitions;
  const leaves = new Set(
    definitions
      .filter(({ kind }) => /^(Scalar|Enum)TypeDefinition$/.test(kind))
      .map(({ name }) => name?.value ?? ''),
  );
  for (const name of ['ID', 'String', 'Int', 'Float', 'Boolean']) leaves.add(name);
  const isKept = (type: TypeNode): boolean =>
    leaves.has(nameOfType(type)) || TYPES.includes(nameOfType(type));
  const kept = definitions
    .filter(({ kind, name }) => kind === 'ObjectTypeDefinition' && TYPES.includes(name?.value ?? ''))
    .map((definition) => ({
      ...definition,
      interfaces: [],
      fields: definition.fields
        ?.filter(({ type }) => isKept(type))
        .map((field) => ({ ...field, arguments: field.arguments?.filter(({ type }) => isKept(type)) })),
    }));
  const used = new Set(
    kept.flatMap(({ fields = [] }) =>
      fields.flatMap(({ type, arguments: args = [] }) =>
        [type, ...args.map((arg) => arg.type)].map(nameOfType),
      ),
    ),
  );
  const others = definitions.filter(
    ({ kind, name }) => /^(Scalar|Enum)TypeDefinition$/.test(kind) && used.has(name?.value ?? ''),
  );
  const bare = visit(
    { kind: 'Document', definitions: [...kept, ...others] },
    {
      enter: (node: Definition) => ({ ...node, description: undefined, directives: [] }),
    },
  );
  return `${print(bare)}\n`;
}

interface TypeNode {
  readonly type?: TypeNode;
  readonly name?: { readonly value: string };
}

interface Definition {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly fields?: readonly {
    readonly type: TypeNode;
    readonly arguments?: readonly { readonly type: TypeNode }[];
  }[];
}

/** Loaded from where it was installed: only this script needs a printer of schemas. */
interface GraphqlModule {
  readonly parse: (text: string) => { readonly definitions: readonly Definition[] };
  readonly print: (node: unknown) => string;
  readonly visit: (node: unknown, visitor: object) => unknown;
}

try {
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  const { status } = spawnSync('npm', [...args, OPENAPI, SCHEMA, GRAPHQL], {
    stdio: 'inherit',
    shell: false,
  });
  if (status !== 0) throw new Error('npm could not install the descriptions');
  const file = (name: string): string => readFileSync(join(folder, 'node_modules', name), 'utf8');
  const api = JSON.parse(file('@octokit/openapi/generated/api.github.com.json')) as JsonObject;
  write('openapi.json', `${JSON.stringify(openApiExtract(api), null, 1)}\n`);
  write('schema.graphql', graphqlExtract(file('@octokit/graphql-schema/schema.graphql')));
  const licence = (name: string): string => file(name).trim();
  write(
    'NOTICE',
    [
      `openapi.json is taken from ${OPENAPI}, schema.graphql from ${SCHEMA}; both are MIT.`,
      licence('@octokit/openapi/LICENSE'),
      licence('@octokit/graphql-schema/LICENSE.md'),
      '',
    ].join('\n\n'),
  );
} finally {
  rmSync(folder, { recursive: true });
}
