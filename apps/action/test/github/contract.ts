import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A request of the Action and the stand-in's answer to it. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: AnySchema;
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: AnySchema } };
}

interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a second type; its `example`-like words mean nothing to a validator. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, asJsonSchema(entry)]),
  );
  if (nullable !== true) return rest;
  return typeof rest['type'] === 'string' && rest['enum'] === undefined
    ? { ...rest, type: [rest['type'], 'null'] }
    : { anyOf: [rest, { type: 'null' }] };
}

const description = asJsonSchema(
  JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')),
) as Description;

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
ajv.addFormat('timestamp', true);
ajv.addSchema({ $id: 'github', ...description });

/** Inside `openapi.json` a reference starts at the document, which is what `$id` names. */
const absolute = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/', '"$ref":"github#/')) as T;

const compiled = new Map<string, ValidateFunction>();
function problemsWith(schema: AnySchema, value: unknown, what: string): readonly string[] {
  const key = JSON.stringify(schema);
  const check = compiled.get(key) ?? ajv.compile(absolute(schema));
  compiled.set(key, check);
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message ?? ''}`);
}

function resolved<T>(value: T | { readonly $ref: string }): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value as T;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  return description.components[kind]?.[name] as T;
}

/** What GitHub's OpenAPI description has against an exchange; empty where it agrees. */
export function contractProblems({ method, path, body, status, answer }: Exchange): readonly string[] {
  const [plain = '', query = ''] = path.split('?');
  const found = operationOf(method, plain);
  if (found === undefined) return [`${method} ${plain} is not described`];
  const { operation, values } = found;
  const what = `${method} ${plain}`;
  return [
    ...parameterProblems(operation, values, new URLSearchParams(query), what),
    ...bodyProblems(operation, body, what),
    ...answerProblems(operation, status, answer, what),
  ];
}

function operationOf(
  method: string,
  path: string,
): { operation: Operation; values: Readonly<Record<string, string>> } | undefined {
  for (const [template, item] of Object.entries(description.paths)) {
    const operation = item[method.toLowerCase()];
    const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (operation !== undefined && match !== null) return { operation, values: { ...match.groups } };
  }
  return undefined;
}

function parameterProblems(
  { parameters = [] }: Operation,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  what: string,
): readonly string[] {
  const known = parameters.map((parameter) => resolved<Parameter>(parameter));
  const unknown = [...query.keys()].filter(
    (name) => !known.some((parameter) => parameter.in === 'query' && parameter.name === name),
  );
  return [
    ...unknown.map((name) => `${what} has the undocumented parameter ${name}`),
    ...known.flatMap(({ name, in: place, required, schema }) => {
      const text = place === 'path' ? values[name] : (query.get(name) ?? undefined);
      if (text === undefined) return required ? [`${what} lacks the parameter ${name}`] : [];
      const isInteger = resolved<{ type?: unknown }>(schema as object).type === 'integer';
      return problemsWith(schema, isInteger ? Number(text) : decodeURIComponent(text), `${what} ${name}`);
    }),
  ];
}

function bodyProblems({ requestBody }: Operation, body: unknown, what: string): readonly string[] {
  const schema = requestBody?.content?.['application/json']?.schema;
  if (schema === undefined) return body === undefined ? [] : [`${what} has a body that is not described`];
  const unknown =
    typeof schema === 'object' && 'properties' in schema
      ? Object.keys(body as object).filter((name) => !(name in (schema['properties'] as object)))
      : [];
  return [
    ...unknown.map((name) => `${what} sends the undocumented field ${name}`),
    ...problemsWith(schema, body, `${what} body`),
  ];
}

/**
 * Refusals that any operation may be answered by, whether its description lists them or not: a token that may not, and
 * a thing that is not there or not to be seen.
 */
const REFUSALS: readonly number[] = [401, 403, 404];

function answerProblems(
  { responses }: Operation,
  status: number,
  answer: unknown,
  what: string,
): readonly string[] {
  const response = responses[String(status)];
  if (response === undefined && REFUSALS.includes(status)) {
    return problemsWith({ $ref: '#/components/schemas/basic-error' }, answer, `${what} answer`);
  }
  if (response === undefined) return [`${what} cannot be answered by ${status}`];
  const schema = resolved<Content>(response).content?.['application/json']?.schema;
  if (schema === undefined)
    return answer === undefined ? [] : [`${what} is answered by ${status} without a body`];
  return problemsWith(schema, answer, `${what} answer`);
}
