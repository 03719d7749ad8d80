import { describe, expect, it } from 'vitest';
import type { ReadLimits } from './limits.ts';
import { readManifests } from './read-manifests.ts';

const CONTAINERS = 'spec: {containers: [{name: app, image: nginx}]}\n';
const POD = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n${CONTAINERS}`;

/** `severity rule line:column`, and `unreadable line:column`. */
function said(text: string, limits?: Partial<ReadLimits>, file = 'f.yaml'): string[] {
  const { objects, unreadable } = readManifests(file, text, limits);
  return [
    ...unreadable.map(({ line, column, message }) => `unreadable ${line}:${column} ${message}`),
    ...objects.flatMap(({ findings, locate }) =>
      findings.map(({ severity, rule, path, at }) => {
        const { line, column } = at ?? locate(path);
        return `${severity} ${rule} ${line}:${column}`;
      }),
    ),
  ];
}

const head = (apiVersion: string, kind: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\n${CONTAINERS}`;

describe('kinds (P-010, P-011, P-019)', () => {
  it.each([
    ['no kind', `apiVersion: v1\nmetadata: {name: a}\n${CONTAINERS}`, ['error input/missing-kind 1:1']],
    [
      'no apiVersion',
      `kind: Pod\nmetadata: {name: a}\n${CONTAINERS}`,
      ['error input/missing-api-version 1:1'],
    ],
    ['an empty kind', `apiVersion: v1\nkind: ""\n${CONTAINERS}`, ['error input/missing-kind 1:1']],
    ['another case', head('v1', 'pod'), ['error input/unknown-kind 2:7']],
    ['upper case', head('apps/v1', 'DEPLOYMENT'), ['error input/unknown-kind 2:7']],
    ['letters swapped', head('apps/v1', 'Deployemnt'), ['error input/unknown-kind 2:7']],
    ['a letter left out', head('apps/v1', 'StatefulSt'), ['error input/unknown-kind 2:7']],
    ['a version that does not serve it', head('v1', 'Deployment'), ['error input/unknown-kind 1:13']],
    [
      'a version no longer served',
      head('extensions/v1beta1', 'DaemonSet'),
      ['error input/unknown-kind 1:13'],
    ],
    [
      'a kind that nobody knows, in a group that nobody extends',
      head('v1', 'Gadget'),
      ['info input/unknown-kind 2:7'],
    ],
    ['a custom resource', head('example.com/v1', 'Gadget'), []],
    ['a custom resource named like a workload', head('batch.volcano.sh/v1alpha1', 'Job'), []],
    ['other kinds of the API', 'apiVersion: v1\nkind: Node\n', []],
    ['a short kind that is near Pod', 'apiVersion: v1\nkind: Node\n---\napiVersion: v1\nkind: Event\n', []],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it.each([
    ['kustomization.yaml', 'resources: [a.yaml]\nmetadata: {name: a}\n'],
    ['charts/x/values.yaml', 'spec: {a: b}\n'],
    ['values-prod.yaml', 'image: nginx\n'],
    ['anything.yaml', 'image: nginx\n'],
  ])('is a quiet notice in %s', (file, text) => {
    expect(said(text, {}, file)).toEqual(['info input/not-kubernetes 1:1']);
  });
});

describe('documents that are no objects (P-012)', () => {
  it.each(['hello\n', '- a\n- b\n', '42\n', 'true\n'])('%j', (text) => {
    expect(said(text)).toEqual(['error input/not-an-object 1:1']);
  });

  it('also as items of a List', () => {
    expect(said('apiVersion: v1\nkind: List\nitems:\n- null\n- x\n')).toEqual([
      'error input/not-an-object 4:3',
      'error input/not-an-object 5:3',
    ]);
  });
});

describe('templates (P-013)', () => {
  it.each([
    ['a bare value', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n', 4, 9],
    ['a control line', 'a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n', 2, 1],
    ['Jinja', 'a: 1\n{% if x %}\nb: 2\n', 2, 1],
  ])('%s', (_, text, line, column) => {
    const { unreadable } = readManifests('f.yaml', text);
    expect(unreadable).toMatchObject([
      { line, column, message: expect.stringContaining('unrendered template') },
    ]);
  });

  it('is all that is said of its file', () => {
    const broken = 'a: {{ x }}\n---\nkind: pod\na: 1\na: 2\n';
    expect(said(broken)).toEqual([expect.stringContaining('unreadable 1:4')]);
  });

  it('is told from a name, but not from text that other programs fill', () => {
    expect(said(POD.replace('name: a', 'name: "{{ .Release.Name }}"'))).toEqual([
      'warning input/unrendered-template 3:18',
    ]);
    expect(said('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "{{ .y }}"}\n')).toEqual([]);
  });
});

describe('characters (P-016)', () => {
  it.each([
    [
      'no-break spaces as indentation',
      `${POD}\u00a0\u00a0image: nginx\n`,
      ['error input/no-break-space 5:10'],
    ],
    ['no-break spaces in values', POD.replace('name: app', 'name: "a\u00a0b"'), []],
    ['typographic quotes', POD.replace('nginx', '“nginx”'), ['warning input/typographic-quote 4:40']],
    ['typographic quotes in text', POD.replace('name: a}', 'name: a, annotations: {x: say “hi”}}'), []],
    [
      'a control character',
      `${POD}x: a\u0007b\n`,
      ['unreadable 5:5 Cannot parse YAML: control characters are not allowed'],
    ],
    ['NUL', `${POD}x: a\u0000b\n`, ['unreadable 5:5 Cannot parse YAML: control characters are not allowed']],
    [
      'a byte that is no UTF-8, as whoever read the file marked it',
      `${POD.replace('name: app', 'name: ap\udce9')}---\n${POD}`,
      ['unreadable 4:30 Cannot parse YAML: the byte 0xE9 is no UTF-8; save the text as UTF-8'],
    ],
    ['such a byte in JSON, which Go replaces', '{"kind":"Pod","apiVersion":"v1","x":"\udce9"}', []],
    ['a byte order mark', `\ufeff${POD}`, []],
    ['Windows line ends', POD.replaceAll('\n', '\r\n'), []],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('says when bytes of UTF-16 were taken for UTF-8', () => {
    const text = POD.split('').join('\u0000');
    expect(said(text)).toEqual([expect.stringContaining('UTF-16')]);
  });
});

describe('limits (P-014, P-015)', () => {
  const deep = (levels: number): string => `${POD}x: ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
  const chain = (links: number): string =>
    `${POD}${Array.from({ length: links }, (_, n) => `x${n}: &x${n} [${n === 0 ? '' : `*x${n - 1}`}]\n`).join('')}`;

  it('100 levels of nesting', () => {
    expect(said(deep(99))).toEqual([]);
    expect(said(deep(100))).toEqual([expect.stringContaining('100 levels of nesting')]);
    expect(said(deep(20), { nesting: 20 })).toEqual([expect.stringContaining('20 levels of nesting')]);
  });

  it('also those that aliases build up', () => {
    expect(said(chain(99))).toEqual([]);
    expect(said(chain(100))).toEqual([expect.stringContaining('100 levels of nesting, aliases expanded')]);
  });

  it('and those of JSON', () => {
    expect(said(`{"a":${'['.repeat(101)}${']'.repeat(101)}}`)).toEqual([
      expect.stringContaining('100 levels'),
    ]);
  });

  it('1,000,000 values with aliases expanded', () => {
    const bomb = Array.from({ length: 9 }, (_, n) =>
      n === 0 ? 'x0: &x0 [1,1,1,1,1,1,1,1,1]\n' : `x${n}: &x${n} [${`*x${n - 1},`.repeat(9)}]\n`,
    );
    expect(said(bomb.join(''))).toEqual([expect.stringContaining('Cannot read more than 1000000 values')]);
    expect(said('a: [1, 2, 3]\n', { nodes: 4 })).toEqual([expect.stringContaining('more than 4 values')]);
  });

  it('no cycles and no unknown anchors', () => {
    expect(said('a: &a {b: *a}\n')).toEqual(['unreadable 1:11 Cannot expand alias *a: it contains itself']);
    expect(said('a: *b\n')).toEqual(['unreadable 1:4 Cannot find the anchor &b of alias *b']);
  });

  it('32 MiB a document', () => {
    expect(said(`${POD}---\n${POD}`, { documentLength: 20 })).toEqual([
      'unreadable 1:1 Cannot read a document of more than 20 characters',
      'unreadable 6:1 Cannot read a document of more than 20 characters',
    ]);
  });

  it('3 MiB of JSON an object are refused, 1 MiB is much', () => {
    const large = (bytes: number): string => `${POD}x: ${'é'.repeat(bytes / 2)}\n`;
    expect(said(large(1_000_000))).toEqual([]);
    expect(said(large(1_100_000))).toEqual(['warning input/object-size 1:1']);
    expect(said(large(3_200_000))).toEqual(['error input/object-size 1:1']);
  });
});

describe('what was probably meant', () => {
  it.each([
    ['a tab', `${POD}x:\n\ty: 1\n`, 'a tab in the indentation'],
    ['an ellipsis', `${POD}…\n`, 'a line of dots stands for left-out text'],
    ['three dots', `${POD}x:\n  ...\n  y: 1\n`, 'a line of dots stands for left-out text'],
    ['a no-break space', `${POD}x:\n  - a: 1\n \u00a0 b: 2\n`, 'a no-break space (U+00A0)'],
    ['quotes in quotes', `${POD}x: ['echo 'a' > b']\n`, 'quotes inside quotes'],
    ['a key too far left', 'x:\n  - name: a\n   image: b\n', '"image" starts in column 4'],
    [
      'a key too far right',
      'x:\n- name: a\n    image: b\n',
      '"image" starts in column 5, "name" above it in column 3; align them',
    ],
    [
      'a first line that is indented',
      '  kind: Pod\napiVersion: v1\n',
      'this line is indented less than the first one',
    ],
    ['a directive', '%YAML 1.2\n', 'kubectl reads no directives'],
    ['a trailing comma in JSON', '{"a": [1,]}', 'remove the comma before "]"'],
    ['a comment in JSON', '{"a": 1 // b\n}', 'found "/" where'],
  ])('%s', (_, text, hint) => {
    const [first] = readManifests('f.yaml', text).unreadable;
    expect(first?.message).toContain(hint);
  });

  it('is not guessed where nothing stands above', () => {
    expect(readManifests('f.yaml', 'name: [').unreadable[0]?.message).not.toContain('above');
  });

  it('tells one container written as several list items, and fields of containers beside them', () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: app
  - image: nginx
  - command: [sh]
  volumeMounts: []
`;
    expect(said(text)).toEqual([
      'error input/split-container 6:5',
      'error input/split-container 7:5',
      'error input/misplaced-field 8:17',
    ]);
    expect(said('kind: Pod\nspec:\ncontainers:\n- name: app\n')).toEqual([
      'error input/missing-api-version 1:1',
      'error input/misplaced-field 4:1',
    ]);
  });

  it('leaves alone what only looks like it', () => {
    expect(said(POD.replace('{name: app, image: nginx}', '{name: a, image: b}, {image: c}'))).toEqual([]);
  });
});

describe('flow collections and quoted text that are indented less than YAML wants (as kubectl reads them)', () => {
  it.each([
    ['a bracket below its key', `${POD}x:\n  y: [\n    1\n  ]\nz: *n\n`, 9, 4],
    ['quoted text from the first column', `${POD}x:\n  y: "a\nb"\nz: *n\n`, 8, 4],
  ])('%s keeps positions true', (_, text, line, column) => {
    expect(said(text)).toEqual([`unreadable ${line}:${column} Cannot find the anchor &n of alias *n`]);
    const [object] = readManifests('f.yaml', text.replace('*n', 'n')).objects;
    expect(object?.locate('z')).toEqual({ line, column });
  });
});

describe('merges (P-006)', () => {
  it('replace keys written before them, which is worth a warning', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nx: &x {a: 1}\nb:\n  a: 2\n  <<: *x\n`;
    expect(said(text)).toEqual(['warning input/merge-replaces-key 3:11']);
    expect(said(text.replace('  a: 2\n  <<: *x\n', '  <<: *x\n  a: 2\n'))).toEqual([]);
  });
});

describe('text made to take long', () => {
  it.each(['*a ', '&a ', ': : ', '! ', "'a'b ", '[', '? '])(
    'a megabyte of %j is refused at once',
    (piece) => {
      const { unreadable } = readManifests('f.yaml', piece.repeat(2 ** 20 / piece.length));
      expect(unreadable).toHaveLength(1);
    },
  );

  it('decodes megabytes of !!binary', () => {
    const digits = 'QUFB'.repeat(2 ** 18);
    expect(said(`${POD}x: !!binary ${digits}\n`)).toEqual([]);
    expect(said(`x: !!binary ${digits}!\n`)).toEqual([
      'unreadable 1:13 Cannot decode !!binary: the value is not base64',
    ]);
  });
});

describe('any text at all', () => {
  /** A linear congruential generator: the same mutations every time. */
  function* numbers(seed: number): Generator<number> {
    for (let state = seed; ; ) {
      state = (state * 1664525 + 1013904223) >>> 0;
      yield state / 2 ** 32;
    }
  }

  const PIECES = [
    '\n',
    '\t',
    ': ',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '|\n',
    '---\n',
    '...\n',
    '<<: ',
    '\0',
    '\u00a0',
    '{{ x }}',
    '!!int ',
    '\ud800',
    '__proto__: 1\n',
  ];

  it('never throws, and every place is in the text', () => {
    const random = numbers(7);
    const next = (below: number): number => Math.floor((random.next().value as number) * below);
    for (let round = 0; round < 600; round++) {
      let text = `${POD}---\n${POD}x: |\n  a\ny: [1,\n 2]\n`;
      for (let edits = next(6); edits >= 0; edits--) {
        const at = next(text.length);
        text = text.slice(0, at) + (PIECES[next(PIECES.length)] ?? '') + text.slice(at + next(4));
      }
      const lines = text.split('\n').length;
      const { objects, unreadable } = readManifests('f.yaml', text);
      const places = [
        ...unreadable,
        ...objects.flatMap(({ findings, locate }) => findings.map(({ path, at }) => at ?? locate(path))),
        ...objects.map(({ locate }) => locate('spec.containers[0].name')),
      ];
      for (const { line, column } of places) {
        expect({ text, fits: line >= 1 && line <= lines && column >= 1 }).toEqual({ text, fits: true });
      }
    }
  });
});
