import { describe, expect, it } from 'vitest';
import type { ManifestObject } from './manifest.ts';
import { readManifests } from './read-manifests.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: app, image: nginx}]}\n';

const read = (text: string) => readManifests('f.yaml', text);
const only = (text: string): ManifestObject => {
  const { objects, unreadable } = read(text);
  expect(unreadable).toEqual([]);
  expect(objects).toHaveLength(1);
  return objects[0] as ManifestObject;
};
const rules = (text: string): string[] =>
  read(text).objects.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${severity} ${rule}`));

describe('documents (P-001, P-002, P-003)', () => {
  it.each([
    ['nothing', '', 1, []],
    ['only comments', '# nothing\n', 1, []],
    ['only separators', '---\n---\n---\n', 3, []],
    ['a leading separator opens document 0', `---\n${POD}`, 1, [0]],
    ['blank lines do not make it a second one', `\n  \n---\n${POD}`, 1, [0]],
    ['a comment before it is a document of its own', `# c\n---\n${POD}`, 2, [1]],
    ['empty documents count', `---\n# c\n---\n${POD}---\n\n---\nnull\n`, 4, [1]],
    ['a comment or blanks behind the separator', `${POD}--- # two\n${POD}---   \n${POD}`, 3, [0, 1, 2]],
    ['a separator cuts a block scalar', `${POD}x: |\n  a\n---\n${POD}`, 2, [0, 1]],
    ['an indented separator is text', `${POD}x: |\n  a\n  ---\n  b\n`, 1, [0]],
    ['a document end marker and a separator', `${POD}...\n---\n${POD}`, 2, [0, 1]],
    ['a byte order mark', `\ufeff---\n${POD}`, 1, [0]],
    ['Windows line ends', `${POD}---\n${POD}`.replaceAll('\n', '\r\n'), 2, [0, 1]],
  ])('%s', (_, text, documents, indexes) => {
    const manifests = read(text);
    expect(manifests.unreadable).toEqual([]);
    expect(manifests.documents).toBe(documents);
    expect(manifests.objects.map(({ source }) => source.document)).toEqual(indexes);
  });

  it('reads YAML after the first JSON object, as kubectl does since 1.33 (P-008)', () => {
    const json = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}';
    const { unreadable, objects, documents } = read(`${json}\n---\n${json}\n---\n${POD}`);
    expect(unreadable).toEqual([]);
    expect(documents).toBe(3);
    expect(objects.map(({ source }) => [source.document, source.line])).toEqual([
      [0, 1],
      [1, 3],
      [2, 5],
    ]);
  });

  it('stays with JSON after the second JSON object, as kubectl does (P-008)', () => {
    const { unreadable, objects } = read(`{"a":1}\n{"b":2}\n---\n${POD}`);
    expect(objects).toHaveLength(2);
    expect(unreadable).toMatchObject([{ document: 2, line: 3 }]);
  });

  it('refuses content on the separator line, and reads the next document', () => {
    const { unreadable, objects } = read(`${POD}--- {a: b}\n${POD}---\n${POD}`);
    expect(unreadable).toMatchObject([{ document: 1, line: 5, column: 4 }]);
    expect(objects.map(({ source }) => source.document)).toEqual([0, 2]);
  });

  it('warns of text lost behind a document end marker', () => {
    const [finding] = only(`${POD}...\n# c\nkind: Pod\n`).findings;
    expect(finding).toMatchObject({
      rule: 'input/lost-text',
      severity: 'warning',
      at: { line: 7, column: 1 },
    });
  });
});

describe('duplicate keys (P-005)', () => {
  it('are errors with a place, and the last value wins', () => {
    const object = only(POD.replace('name: app', 'name: app, image: old'));
    expect(object.value).toMatchObject({ spec: { containers: [{ image: 'nginx' }] } });
    const [finding] = object.findings;
    expect(finding).toMatchObject({
      rule: 'input/duplicate-key',
      origin: 'input',
      severity: 'error',
      path: 'spec.containers[0].image',
    });
    expect(object.locate(finding?.path ?? '')).toEqual({ line: 4, column: 52 });
  });

  it('are found in JSON too', () => {
    expect(rules('{"apiVersion":"v1","kind":"Pod","kind":"Pod"}')).toEqual(['error input/duplicate-key']);
  });
});

describe('lists (P-009)', () => {
  it('are flattened one level, and name their items', () => {
    const { objects } = read(
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n',
    );
    expect(objects.map(({ source }) => source)).toMatchObject([
      { kind: 'Pod', apiVersion: 'v1', name: 'a', document: 0, item: 0, line: 4 },
      { kind: 'Pod', apiVersion: 'v1', name: 'b', document: 0, item: 1, line: 5 },
    ]);
    expect(objects[1]?.locate('metadata.name')).toEqual({ line: 5, column: 20 });
  });

  it('may not hold lists', () => {
    expect(
      rules('apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: List, items: []}\n'),
    ).toContain('error input/nested-list');
  });
});

describe('locate', () => {
  const text = `apiVersion: v1
kind: Pod
metadata:
  name: a
  labels:
    app.kubernetes.io/name: x
spec:
  containers:
  - name: app
    resources:
      limits: {cpu: 1}
    command: |
      a
`;
  it.each([
    ['', 1, 1],
    ['metadata.labels[app.kubernetes.io/name]', 6, 29],
    ['metadata.labels.app.kubernetes.io/name', 6, 29],
    ['spec.containers[0].resources.limits[cpu]', 11, 21],
    ['spec.containers[0].image', 9, 5],
    ['spec.containers[3].image', 9, 3],
    ['spec.containers[0].command', 12, 14],
    ['nowhere[1]', 1, 1],
  ])('%s', (path, line, column) => {
    expect(only(text).locate(path)).toEqual({ line, column });
  });
});

it('never mistakes a key for an inherited name', () => {
  const { value } = only(`${POD}__proto__: {polluted: true}\nconstructor: 1\n`);
  expect(Object.keys(value)).toContain('__proto__');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('gives up on a line whose indentation cannot be mended, also one that a lone carriage return begins', () => {
  const { objects } = readManifests('f.yaml', 'a:\n  {b: c, im\rge: x}\n');
  expect(objects[0]?.value).toEqual({ a: { b: 'c', 'im ge': 'x' } });
});

it('names UTF-16 for what it is, also where its byte order mark was read as UTF-8 (P-016)', () => {
  const utf16 = 'kind: Pod'.replaceAll(/./g, '$&\0');
  for (const text of [utf16, `\ufffd\ufffd${utf16}`]) {
    expect(readManifests('f.yaml', text).unreadable[0]?.message).toContain('save it as UTF-8');
  }
});
