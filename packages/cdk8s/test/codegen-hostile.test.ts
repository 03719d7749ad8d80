import type { JsonObject } from '@outrider/core';
import fc from 'fast-check';
import ts from 'typescript-5';
import { describe, expect, it } from 'vitest';
import { runModule } from './codegen/run-module.ts';
import { written } from './codegen/written.ts';

const PIECES = [
  "'; globalThis.pwned = true; '",
  '`$' + '{(globalThis.pwned = true)}`',
  "\\'; globalThis.pwned = true //",
  '*/ globalThis.pwned = true /*',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\\',
  "'",
  '"',
  '`',
  '${',
  '</script>',
  '\u202e',
  '\0',
  '日本',
  'a',
  'constructor',
  '__proto__',
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string(),
);

const container = fc.record({
  name: fc.oneof(text, fc.constantFrom('app', 'class', 'pod', '2nd')),
  image: text,
  args: fc.array(text, { maxLength: 3 }),
  env: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
  ports: fc.array(fc.record({ name: text, containerPort: fc.integer() }), { maxLength: 2 }),
  volumeMounts: fc.array(fc.record({ name: text, mountPath: text.map((path) => `/${path}`) }), {
    maxLength: 2,
  }),
  livenessProbe: fc.record({ httpGet: fc.record({ path: text.map((path) => `/${path}`), port: text }) }),
  unknown: fc.dictionary(text, text, { maxKeys: 2 }),
});

const spec = fc.record({
  initContainers: fc.array(
    container.map((one) => ({ ...one, name: 'proxy', restartPolicy: 'Always' })),
    { maxLength: 1 },
  ),
  containers: fc.array(
    container.map((one) => ({ ...one, name: 'app' })),
    { minLength: 1, maxLength: 1 },
  ),
  volumes: fc.array(fc.record({ name: text, hostPath: fc.record({ path: text }) }), { maxLength: 2 }),
  nodeSelector: fc.dictionary(text, text, { maxKeys: 2 }),
});

const metadata = fc.record({
  name: text,
  labels: fc.dictionary(text, text, { maxKeys: 3 }),
  annotations: fc.dictionary(text, text, { maxKeys: 3 }),
});

const object = fc.oneof(
  fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Pod'), metadata, spec }),
  fc.record({
    apiVersion: fc.constant('apps/v1'),
    kind: fc.constant('Deployment'),
    metadata,
    spec: fc.record({
      selector: fc.record({ matchLabels: fc.dictionary(text, text, { maxKeys: 2 }) }),
      template: fc.record({ metadata, spec }),
    }),
  }),
  fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('ConfigMap'),
    metadata,
    data: fc.dictionary(text, text, { maxKeys: 4 }),
  }),
  fc.record({
    apiVersion: text,
    kind: text,
    metadata: fc.oneof(metadata, text, fc.constant(null)),
    spec: fc.oneof(spec, container, text),
  }),
);

const fileName = text.map((name) => `${name}.json`);

/** Statements of the module: a text that got out of its literal would be one more. */
const kindsOf = (code: string): ReadonlySet<string> =>
  new Set(
    ts
      .createSourceFile('m.ts', code, ts.ScriptTarget.ES2022)
      .statements.map(({ kind }) => ts.SyntaxKind[kind]),
  );

const EXPECTED = [
  'ImportDeclaration',
  'FirstStatement',
  'VariableStatement',
  'ClassDeclaration',
  'ExpressionStatement',
];

describe('a character of its own', () => {
  it.each(['\r', '\n', '\u2028', '\u2029', '\0', '\ud800', '__proto__'])(
    '%j as a key and as a value',
    (text) => {
      const labels = JSON.parse(JSON.stringify({ [text]: text })) as JsonObject;
      const container = { name: 'app', image: text, unknown: labels };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: text, labels },
        spec: { containers: [container], nodeSelector: labels },
      };
      const { code, objects } = written('pod.json', JSON.stringify(pod));
      expect([...kindsOf(code)].filter((kind) => !EXPECTED.includes(kind))).toEqual([]);
      expect(runModule(code)).toEqual(objects.map(({ value }): JsonObject => value));
      expect(objects.map(({ value }): JsonObject => value)).toEqual([pod]);
    },
  );
});

describe('hostile texts', () => {
  it('stay texts, whatever stands in them, and come out as they went in', () => {
    fc.assert(
      fc.property(fileName, fc.array(object, { minLength: 1, maxLength: 3 }), (file, values) => {
        const { code, objects } = written(file, values.map((value) => JSON.stringify(value)).join('\n---\n'));
        expect([...kindsOf(code)].filter((kind) => !EXPECTED.includes(kind))).toEqual([]);
        expect(runModule(code)).toEqual(objects.map(({ value }): JsonObject => value));
        expect('pwned' in globalThis).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
