import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../finding.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { editManifests } from './edit-manifests.ts';

const set = (path: string, value: Extract<Edit, { op: 'set' }>['value']): Edit => ({
  op: 'set',
  path,
  value,
});
const remove = (path: string): Edit => ({ op: 'remove', path });

const edited = (text: string, ...edits: readonly Edit[]): string => {
  const result = editManifests(text, { document: 0 }, edits);
  return 'text' in result ? result.text : `refused: ${result.refused}`;
};

const POD = `# a Pod
apiVersion: v1
kind: Pod
metadata: {name: shop}   # flow

spec:
  # the proxy
  containers:
    # first the app
    - name: app          # ours
      image: "shop:1"
      lifecycle:
        preStop:
          exec: {command: [sleep, "40"]}

    # then the helper
    - name: logs
      image: fluent/fluent-bit:3.1   # pinned
      args:
        - -c
        - |
          # no comment
          [SERVICE]

  terminationGracePeriodSeconds: 30 # as ever
`;

/** What a change did, as lines that went and came. */
function changes(before: string, after: string): readonly string[] {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const rest = [...right];
  const gone = left.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [...gone.map((line) => `-${line}`), ...rest.map((line) => `+${line}`)];
}

describe('set', () => {
  it.each<[string, Edit, readonly string[]]>([
    [
      'a value that is there, its comment kept',
      set('spec.terminationGracePeriodSeconds', 60),
      ['-  terminationGracePeriodSeconds: 30 # as ever', '+  terminationGracePeriodSeconds: 60 # as ever'],
    ],
    [
      'a plain field beside the plain ones',
      set('spec.containers[1].restartPolicy', 'Always'),
      ['+      restartPolicy: Always'],
    ],
    [
      'a mapping at the end',
      set('spec.containers[0].startupProbe', { httpGet: { path: '/', port: 80 }, periodSeconds: 1 }),
      [
        '+      startupProbe:',
        '+        httpGet:',
        '+          path: /',
        '+          port: 80',
        '+        periodSeconds: 1',
      ],
    ],
    [
      'parents that are not there',
      set('spec.containers[0].resources.requests.cpu', '1'),
      ['+      resources:', '+        requests:', '+          cpu: "1"'],
    ],
    [
      'a key of a flow mapping',
      set('metadata.annotations[outrider.dev/ignore]', 'a-rule: why'),
      [
        '-metadata: {name: shop}   # flow',
        '+metadata: {name: shop, annotations: {outrider.dev/ignore: "a-rule: why"}}   # flow',
      ],
    ],
    [
      'inside a flow list',
      set('spec.containers[0].lifecycle.preStop.exec.command[1]', '10'),
      ['-          exec: {command: [sleep, "40"]}', '+          exec: {command: [sleep, "10"]}'],
    ],
    [
      'a mapping in place of a mapping',
      set('spec.containers[0].lifecycle', { preStop: { sleep: { seconds: 5 } } }),
      ['-          exec: {command: [sleep, "40"]}', '+          sleep:', '+            seconds: 5'],
    ],
    [
      'words that YAML 1.1 reads as booleans, quoted',
      set('metadata.labels.on', 'yes'),
      ['-metadata: {name: shop}   # flow', '+metadata: {name: shop, labels: {"on": "yes"}}   # flow'],
    ],
  ])('%s', (_, edit, expected) => expect(changes(POD, edited(POD, edit))).toEqual(expected));

  it('puts init containers before the containers', () => {
    const text = edited(POD, set('spec.initContainers', [{ name: 'a', image: 'b' }]));
    expect(text).toContain(`  # the proxy
  initContainers:
    - name: a
      image: b
  containers:
`);
  });
});

describe('remove', () => {
  it.each<[string, Edit, readonly string[]]>([
    [
      'a field and the parents it empties',
      remove('spec.containers[0].lifecycle.preStop'),
      ['-      lifecycle:', '-        preStop:', '-          exec: {command: [sleep, "40"]}'],
    ],
    [
      'the field behind a dash',
      remove('spec.containers[1].name'),
      [
        '-    - name: logs',
        '-      image: fluent/fluent-bit:3.1   # pinned',
        '+    - image: fluent/fluent-bit:3.1   # pinned',
      ],
    ],
    ['an item of a list', remove('spec.containers[1].args[0]'), ['-        - -c']],
    [
      'a key of a flow mapping, the last one',
      remove('spec.containers[0].lifecycle.preStop.exec.command[1]'),
      ['-          exec: {command: [sleep, "40"]}', '+          exec: {command: [sleep]}'],
    ],
  ])('%s', (_, edit, expected) => expect(changes(POD, edited(POD, edit))).toEqual(expected));
});

describe('insert', () => {
  it('puts an item before another and the comments that speak of it', () => {
    const text = edited(POD, {
      op: 'insert',
      path: 'spec.containers',
      index: 1,
      value: { name: 'x', args: ['on'] },
    });
    expect(text).toContain(`          exec: {command: [sleep, "40"]}

    - name: x
      args:
        - "on"
    # then the helper
`);
  });

  it.each([
    ['[]', '["a"]'],
    ['[a]', '[a, "a"]'],
    ['[ b, c ]', '[ b, c, "a" ]'],
    ['[\n  b,\n  c\n]', '[\n  b,\n  c,\n  "a"\n]'],
  ])('keeps the layout of a flow list: %s', (before, after) => {
    const text = edited(`kind: Pod\nspec: ${before}\n`, { op: 'insert', path: 'spec', value: 'a' });
    expect(text.replaceAll('"a"', 'a')).toBe(`kind: Pod\nspec: ${after.replaceAll('"a"', 'a')}\n`);
  });
});

describe('move', () => {
  it('takes an item to another list word for word, its comments with it', () => {
    const text = edited(
      POD,
      { op: 'move', path: 'spec.containers[1]', to: 'spec.initContainers' },
      set('spec.initContainers[0].restartPolicy', 'Always'),
    );
    expect(text).toBe(`# a Pod
apiVersion: v1
kind: Pod
metadata: {name: shop}   # flow

spec:
  initContainers:
    # then the helper
    - name: logs
      image: fluent/fluent-bit:3.1   # pinned
      restartPolicy: Always
      args:
        - -c
        - |
          # no comment
          [SERVICE]
  # the proxy
  containers:
    # first the app
    - name: app          # ours
      image: "shop:1"
      lifecycle:
        preStop:
          exec: {command: [sleep, "40"]}

  terminationGracePeriodSeconds: 30 # as ever
`);
  });

  it('keeps blank lines between items, and leaves none behind', () => {
    const text = edited(
      `kind: Pod
spec:
  initContainers:
  - name: one

  - name: two

  containers:
  - name: app
    args:
    - |+
      kept

  # of the proxy
  - name: proxy

  - name: logs
`,
      { op: 'move', path: 'spec.containers[1]', to: 'spec.initContainers', index: 1 },
      { op: 'move', path: 'spec.containers[1]', to: 'spec.initContainers' },
    );
    expect(text).toBe(`kind: Pod
spec:
  initContainers:
  - name: one

  # of the proxy
  - name: proxy

  - name: two

  - name: logs

  containers:
  - name: app
    args:
    - |+
      kept

`);
  });

  it('gives a list with one item the name of the other', () => {
    const move: Edit = { op: 'move', path: 'spec.containers[0]', to: 'spec.initContainers' };
    const text = 'kind: Pod\nspec:\n  # all of it\n  containers:   # one\n    # the proxy\n  - name: proxy\n';
    expect(edited(text, move)).toBe(text.replace('  containers:', '  initContainers:'));
    expect(edited('{"kind":"Pod","spec":{"containers":[{"name":"proxy"}]}}', move)).toBe(
      '{"kind":"Pod","spec":{"initContainers":[{"name":"proxy"}]}}',
    );
  });

  it('reorders one list', () => {
    const list = (order: string): string =>
      `kind: Pod\nspec:\n  initContainers:\n${order
        .split('')
        .map((name) => `  # ${name}\n  - name: ${name}\n`)
        .join('')}`;
    const move = (from: number, index: number): Edit => ({
      op: 'move',
      path: `spec.initContainers[${from}]`,
      to: 'spec.initContainers',
      index,
    });
    expect(edited(list('abc'), move(2, 0))).toBe(list('cab'));
    expect(edited(list('abc'), move(0, 1))).toBe(list('bac'));
    expect(edited(list('abc'), move(0, 2))).toBe(list('bca'));
    expect(edited(list('abc'), move(1, 1))).toBe(list('abc'));
  });

  it('changes the indentation where lists are indented differently', () => {
    const text = `kind: Pod
spec:
  initContainers:
    - name: a
  containers:
  - name: b
    command:
    - sh
    - -c
    - |
      one
        two
`;
    expect(
      edited(text, { op: 'move', path: 'spec.containers[0]', to: 'spec.initContainers' }),
    ).toBe(`kind: Pod
spec:
  initContainers:
    - name: a
    - name: b
      command:
      - sh
      - -c
      - |
        one
          two
`);
  });

  it('between flow lists, and from flow to block', () => {
    const flow = 'kind: Pod\nspec: {initContainers: [{name: a}], containers: [{name: b}, {name: c}]}\n';
    const edit: Edit = { op: 'move', path: 'spec.containers[0]', to: 'spec.initContainers', index: 0 };
    expect(edited(flow, edit)).toBe(
      'kind: Pod\nspec: {initContainers: [{name: b}, {name: a}], containers: [{name: c}]}\n',
    );
    const mixed =
      'kind: Pod\nspec:\n  initContainers:\n  - {name: a}\n  containers: [{name: b}, {name: c}]\n';
    expect(edited(mixed, edit)).toBe(
      'kind: Pod\nspec:\n  initContainers:\n  - {name: b}\n  - {name: a}\n  containers: [{name: c}]\n',
    );
  });
});

describe('layout', () => {
  it('keeps CRLF', () => {
    const text = edited(
      POD.replaceAll('\n', '\r\n'),
      set('spec.containers[0].resources', { limits: { cpu: '1' } }),
    );
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('      resources:\r\n        limits:\r\n          cpu: "1"\r\n');
  });

  it('keeps JSON JSON, in one line or over several', () => {
    const pretty =
      '{\n  "kind": "Pod",\n  "spec": {\n    "containers": [\n      {\n        "name": "a"\n      }\n    ]\n  }\n}\n';
    const edits = [
      set('spec.containers[0].lifecycle', { preStop: { sleep: { seconds: 5 } } }),
      { op: 'insert', path: 'spec.containers', value: { name: 'b' } },
    ] as const;
    expect(JSON.parse(edited(pretty, ...edits))).toEqual({
      kind: 'Pod',
      spec: { containers: [{ name: 'a', lifecycle: { preStop: { sleep: { seconds: 5 } } } }, { name: 'b' }] },
    });
    expect(edited(pretty, ...edits)).toBe(
      `${JSON.stringify(JSON.parse(edited(pretty, ...edits)), null, 2)}\n`,
    );
    expect(edited('{"kind":"Pod","spec":{"a":1,"b":2}}', set('spec.c', [1]))).toBe(
      '{"kind":"Pod","spec":{"a":1,"b":2,"c":[1]}}',
    );
  });

  it('finds documents and the items of Lists', () => {
    const text = `# none\n---\nkind: Pod\nspec: {a: 1}\n--- # two\nkind: List\nitems:\n- kind: Pod\n  spec: {a: 1}\n- kind: Pod\n  spec: {a: 1}\n`;
    const second = editManifests(text, { document: 0 }, [set('spec.a', 2)]);
    expect(second).toEqual({ refused: 'the object is not there' });
    const item = editManifests(text, { document: 2, item: 1 }, [set('spec.a', 2)]);
    expect(item).toEqual({ text: `${text.slice(0, -3)}2}\n` });
  });

  it('edits texts of several JSON objects, and YAML behind one', () => {
    const text = '{"kind":"Pod","a":1} {"kind":"Pod","a":1}';
    expect(editManifests(text, { document: 1 }, [set('a', 2)])).toEqual({
      text: '{"kind":"Pod","a":1} {"kind":"Pod","a":2}',
    });
  });
});

describe('refusals', () => {
  it.each([
    [
      'an alias',
      'kind: Pod\na: &x {b: 1}\nc: *x\n',
      set('c.b', 2),
      'it stands behind the alias *x, and a change there would change other places too',
    ],
    [
      'a value that others use',
      'kind: Pod\na: &x {b: 1}\nc: *x\n',
      set('a.b', 2),
      'the text is laid out in a way that cannot be edited without changing something else',
    ],
    ['an anchor', 'kind: Pod\na: &x 1\nc: *x\n', set('a', 2), 'the anchor &x stands on it'],
    ['a tag', 'kind: Pod\na: !!str 1\n', set('a', 2), 'the tag !!str stands on it'],
    ['a path that leads nowhere', 'kind: Pod\n', remove('spec.a'), 'the text has nothing at spec.a'],
    [
      'below a text',
      'kind: Pod\nspec: a\n',
      set('spec.a', 1),
      'spec.a stands below something that is no mapping',
    ],
    [
      'a comment between the items of a flow list',
      'kind: Pod\na: [\n  b, # of b\n  c\n]\n',
      remove('a[0]'),
      'a comment stands beside it',
    ],
  ])('%s', (_, text, edit, reason) => {
    expect(edited(text, edit).replace(/: it may come.*$/, '')).toBe(`refused: ${reason}`);
  });
});

const mesh = gunzipSync(readFileSync(new URL('../../test/vectors/rules/mesh.jsonl.gz', import.meta.url)))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): { readonly file: string; readonly text: string } => JSON.parse(line));

it('edits the Pods of real manifests, and loses no comment', () => {
  const comments = (text: string): number => text.match(/^\s*#/gm)?.length ?? 0;
  let [made, refused] = [0, 0];
  for (const { file, text } of mesh.slice(0, 30)) {
    for (const object of readManifests(file, text).objects) {
      for (const { specPath } of toWorkloads(object, releaseOf('1.36'))) {
        const result = editManifests(text, object.source, [
          set(`${specPath}.terminationGracePeriodSeconds`, 77),
          set(`${specPath}.containers[0].startupProbe`, { tcpSocket: { port: 1 } }),
          { op: 'insert', path: `${specPath}.containers[0].env`, value: { name: 'A', value: 'on' } },
          remove(`${specPath}.containers[0].image`),
        ]);
        if ('refused' in result) refused++;
        else {
          made++;
          expect(comments(result.text)).toBe(comments(text));
        }
      }
    }
  }
  expect(made).toBeGreaterThan(20);
  expect(refused).toBeLessThan(made / 20);
});
