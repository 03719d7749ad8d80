import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type Finding,
  type JsonObject,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  type Release,
  readManifests,
  releaseOf,
  type UpdateOperation,
  validateObject,
  validateUpdate,
} from '../src/index.ts';
import { validateEmbedded } from '../src/validation/validate-embedded.ts';
import { type ExpectedError, errorDifference } from './server-verdicts.ts';

interface Expected {
  readonly outcome: 'accepted' | 'rejected' | 'bad-request';
  readonly error?: string;
  readonly errors?: readonly ExpectedError[];
  readonly strict?: readonly string[];
  readonly warnings?: readonly string[];
  readonly dropped?: readonly string[];
}

interface Case {
  readonly case: string;
  readonly title: string;
  readonly operation: 'create' | UpdateOperation | 'embedded';
  readonly gates?: Readonly<Record<string, string>>;
  readonly expect: readonly {
    readonly versions:
      | string
      | readonly { readonly versions: string; readonly errors?: readonly ExpectedError[] }[];
    readonly docs?: readonly Expected[];
  }[];
}

const folder = new URL('cases/', import.meta.url);

function readCase(file: string) {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const [header = '', ...body] = text.split('# ---\n');
  const yaml = header.replaceAll(/^# ?/gm, '');
  const about = { ...(parse(yaml) as Case), gates: readGates(yaml) };
  const { objects } = readManifests(file, body.join('# ---\n'));
  return { about, objects: objects.map(({ value }) => value) };
}

/** `gates: {1.30: A=true,B=false}`: no YAML, whose 1.30 is 1.3. */
function readGates(yaml: string): Readonly<Record<string, string>> {
  const [, gates = ''] = /^gates: \{(.*)\}$/m.exec(yaml) ?? [];
  return Object.fromEntries(
    Array.from(gates.matchAll(/(\d\.\d+): ([^ }]+?)(?=, \d|$)/g), ([, version, pairs]) => [version, pairs]),
  );
}

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, ...readCase(file) }));

/** `1.29-1.33`. */
function versionsIn(range: string): readonly KubernetesVersion[] {
  const [first = '', last = first] = range.split('-');
  const start = KUBERNETES_VERSIONS.indexOf(first as KubernetesVersion);
  return KUBERNETES_VERSIONS.slice(start, KUBERNETES_VERSIONS.indexOf(last as KubernetesVersion) + 1);
}

function releaseFor({ gates = {} }: Case, version: KubernetesVersion): Release {
  const pairs = (gates[version] ?? '').split(',').filter(Boolean);
  return releaseOf(
    version,
    Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], pair.endsWith('=true')])),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  Invalid: 'FieldValueInvalid',
  Required: 'FieldValueRequired',
  Forbidden: 'FieldValueForbidden',
  NotSupported: 'FieldValueNotSupported',
  Duplicate: 'FieldValueDuplicate',
  NotFound: 'FieldValueNotFound',
  TooLong: 'FieldValueTooLong',
  TooMany: 'FieldValueTooMany',
};

const typed = (errors: readonly ExpectedError[] = []): readonly ExpectedError[] =>
  errors.map((error) => ({ ...error, type: TYPES[error.type] ?? error.type }));

function check(findings: readonly Finding[], expected: Expected, operation: Case['operation']): void {
  const server = findings.filter(({ origin }) => origin === 'server');
  const at = (stage: string) => server.filter((finding) => finding.server?.stage === stage);
  const messages = (origin: string) =>
    findings.filter((one) => one.origin === origin).map(({ message }) => message);
  if (expected.outcome === 'bad-request') {
    expect(expected.error).toContain(at('decode')[0]?.message);
    return;
  }
  expect(at('decode')).toEqual([]);
  expect(
    at('strict')
      .map(({ message }) => message)
      .toSorted(),
  ).toEqual([...(expected.strict ?? [])].toSorted());
  expect(errorDifference(at('validation'), typed(expected.errors))).toEqual([]);
  expect(at('validation').length > 0).toBe(expected.outcome === 'rejected');
  expect(messages('server-warning').toSorted()).toEqual([...(expected.warnings ?? [])].toSorted());
  if (expected.outcome === 'accepted' && operation === 'create') {
    const dropped = findings.filter(({ origin }) => origin === 'server-drop').map(({ path }) => path);
    expect(dropped.toSorted()).toEqual([...(expected.dropped ?? [])].toSorted());
  }
}

const of = (...operations: readonly Case['operation'][]) =>
  cases
    .filter(({ about }) => operations.includes(about.operation))
    .flatMap(({ file, about, objects }) =>
      about.expect.flatMap(({ versions, docs = [] }) =>
        typeof versions === 'string'
          ? versionsIn(versions).map((version) => ({
              file,
              about,
              objects,
              version,
              docs,
              title: about.title,
            }))
          : [],
      ),
    );

describe('creates', () => {
  it.each(of('create'))('$file at $version: $title', ({ about, objects, version, docs }) => {
    const release = releaseFor(about, version);
    expect(objects).toHaveLength(docs.length);
    for (const [index, expected] of docs.entries())
      check(validateObject(objects[index] as JsonObject, release), expected, 'create');
  });
});

describe('updates', () => {
  it.each(of('update', 'update/resize', 'update/ephemeralcontainers'))(
    '$file at $version: $title',
    ({ about, objects, version, docs }) => {
      const release = releaseFor(about, version);
      let stored = objects[0] as JsonObject;
      for (const [index, expected] of docs.entries()) {
        if (index === 0) continue;
        const update = objects[index] as JsonObject;
        const findings = validateUpdate(stored, update, release, about.operation as UpdateOperation);
        check(findings, expected, about.operation);
        if (expected.outcome === 'accepted') stored = update;
      }
    },
  );
});

describe('pod templates in other kinds', () => {
  const embedded = cases.filter(({ about }) => about.operation === 'embedded');

  it.each(embedded)('$file', ({ about, objects }) => {
    const expected = about.expect.flatMap(({ versions }) => (typeof versions === 'string' ? [] : versions));
    for (const { versions, errors } of expected.length === 0
      ? [{ versions: '1.28-1.36', errors: [] }]
      : expected) {
      for (const version of versionsIn(versions)) {
        const findings = objects.flatMap((object) => validateEmbedded(object, releaseOf(version)));
        const ours = findings.filter(({ server }) => server?.stage === 'validation');
        expect(
          errorDifference(
            ours,
            typed(errors).filter(({ path }) => !KNATIVE.test(path)),
          ),
        ).toEqual([]);
        expect(findings.every(({ origin }) => origin === 'rule')).toBe(true);
      }
    }
  });

  /** What Knative fills in by itself (C-265). */
  const KNATIVE = /^spec\.template\.spec\.containers\[0\]\.(?:name|readinessProbe\.httpGet\.port)$/;
});
