import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github/server.ts';
import { legacy, native } from './manifests.ts';
import { HEAD_SHA, type Ran, type RunOptions, runAction } from './run-action.ts';
import { expectWellFormed } from './well-formed.ts';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
  github.pull.headSha = HEAD_SHA;
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

const run = ({ inputs, ...options }: RunOptions): Promise<Ran> =>
  runAction({
    apiUrl: github.url,
    inputs: { 'base-path': 'base', 'head-path': 'head', ...inputs },
    ...options,
  });

describe('the comment', () => {
  const manyNames = (size: number): readonly string[] =>
    Array.from({ length: size }, (_, index) => `w${index}-${'x'.repeat(40)}`);

  it.each([
    [120, '3000'],
    [120, ''],
    [2000, ''],
    [2000, '65000'],
  ])('about %i workloads, each changed in its own way, keeps its limit of "%s"', async (size, limit) => {
    const names = manyNames(size);
    const files = {
      'base/all.yaml': names.map((name) => legacy(name)).join('---\n'),
      'head/all.yaml': names
        .map((name, index) =>
          (index % 2 ? native(name) : legacy(name)).replace('cpu: 500m', `cpu: ${501 + index}m`),
        )
        .join('---\n'),
    };
    const { outputs } = await run({ files, inputs: { 'max-comment-length': limit } });
    expect(outputs).toMatchObject({ 'changed-count': String(size), 'comment-action': 'created' });
    const body = github.pull.comments[0]?.body ?? '';
    const most = Number(limit || '60000');
    expect(body.length).toBeLessThanOrEqual(most);
    // Filled as far as it goes, where there is more than enough to say.
    if (size === 2000) expect(body.length).toBeGreaterThan(most * 0.9);
    expectWellFormed(body);
  });

  it.each([
    '@octocat ![x](https://evil.example/x.png) </details><img src=x onerror=y> ```\n::error::pwned',
    '\\| cell | `` \\|',
    '</code></summary></details><script>alert(1)</script>',
    '<!-- --> --> <!-- outrider:Outrider/diff v=1',
    '[x]: https://evil.example',
    '\u202egnp.exe\u2066',
    '$&$1$`',
    'a'.repeat(5000),
    '',
  ])('about a workload called %j stays whole', async (name) => {
    const files = {
      'base/a.yaml': legacy(name),
      'head/a.yaml': `${native(name).replaceAll('envoy:1', JSON.stringify(`${name}:1`).slice(1, -1))}---\n${JSON.stringify(
        {
          apiVersion: 'v1',
          kind: name,
          metadata: { name, namespace: name },
          spec: { containers: [{ name }] },
        },
      )}\n`,
    };
    const { outputs, summary, log, exitCode } = await run({ files, inputs: { 'fail-on': 'never' } });
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'created' });
    const body = github.pull.comments[0]?.body ?? '';
    expect(body.split('\n')[0]).toMatch(/^<!-- outrider:Outrider\/diff v=1 run=412\.1 sha=\w+ hash=\w+ -->$/);
    expectWellFormed(body.replace(/^<!--.*-->\n/, ''));
    expectWellFormed(summary);
    expect(log).not.toMatch(/^\s*(::error::pwned|##\[)/m);
  });

  it('never shows what may be secret', async () => {
    const secret = (value: string): string => `apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {token: "${value}-annotation"}}
spec:
  containers:
    - name: app
      image: "app:1"
      args: ["--password=${value}-arg"]
      command: ["${value}-command"]
      env: [{name: TOKEN, value: "${value}-env"}]
---
apiVersion: v1
kind: Secret
metadata: {name: s}
stringData: {password: "${value}-secret"}
`;
    const { summary, outputs, log } = await run({
      files: { 'base/a.yaml': secret('hunter1'), 'head/a.yaml': secret('hunter2') },
    });
    expect(outputs['changed-count']).toBe('1');
    const all = [github.pull.comments[0]?.body ?? '', summary, log];
    for (const text of [...all, readFileSync(outputs['report-json'] ?? '', 'utf8')]) {
      expect(text).not.toContain('hunter');
    }
    expect(summary).toContain('env[TOKEN]');
  });
});

describe('manifests that want to hurt', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
    .join('\n')}\n`;

  it.each([
    ['an alias bomb', bomb],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['100,000 levels of JSON', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['no UTF-8', '\ufffd\u0000: ['],
    ['a prototype', '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n'],
    ['many documents', '---\na: b\n'.repeat(20_000)],
    ['a long line', `a: "${'x'.repeat(5_000_000)}"\n`],
    ['a slow expression', `a: ${'!'.repeat(50_000)}\nb: ${'- '.repeat(20_000)}\n`],
  ])('%s: the other files are compared all the same', async (_, text) => {
    const files = { 'base/a.yaml': legacy(), 'head/a.yaml': native(), 'head/evil.yaml': text };
    const { outputs, summary } = await run({ files, inputs: { 'fail-on': 'never' } });
    expect(outputs['changed-count']).toBe('1');
    expect(outputs['comment-action']).toBe('created');
    expect(summary).toContain('becomes a native sidecar');
  });
});
