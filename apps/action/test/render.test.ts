import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkout, type Forge, gitIn, newForge, type Tree } from './git/forge.ts';
import { type FakeGitHub, startGitHub, TOKEN } from './github/server.ts';
import { legacy, native } from './manifests.ts';
import { pullRequestEvent, type Ran, type RunOptions, runAction } from './run-action.ts';

let github: FakeGitHub;
let forge: Forge;
beforeEach(async () => {
  github = await startGitHub();
  forge = newForge();
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

/** A renderer of the repository's own: each side runs its own version of it. */
const script = (extra = ''): string => `#!/bin/sh\n${extra}\ncp source/*.yaml "$OUTRIDER_OUT"\n`;
const BASE: Tree = { 'source/a.yaml': legacy(), 'render.sh': script() };
const HEAD: Tree = { 'source/a.yaml': native(), 'render.sh': script() };
const RENDER = 'sh render.sh';

function pullOf(base: Tree, head: Tree): Pick<RunOptions, 'event' | 'setUp'> {
  const root = forge.commit('main', base);
  forge.commit('feature', head, root);
  const { headSha, baseSha } = forge.openPull('feature');
  github.pull.headSha = headSha;
  return {
    event: pullRequestEvent(headSha, baseSha),
    setUp: (workspace) => checkout(forge, workspace, 'refs/pull/7/merge', 1),
  };
}

const run = ({ inputs, ...options }: RunOptions): Promise<Ran> =>
  runAction({ apiUrl: github.url, inputs: { render: RENDER, ...inputs }, ...options });

/** What the command saw, which it wrote beside its output. */
function environmentOf(temporary: string, side: string): string {
  const [scratch = ''] = readdirSync(temporary).filter((name) => name.startsWith('outrider-render-'));
  return readFileSync(join(temporary, scratch, side, 'env'), 'utf8');
}

describe('render', () => {
  it('runs once on each side, in folders of their own, and leaves nothing behind', async () => {
    const { exitCode, log, outputs, summary, workspace, temporary } = await run(pullOf(BASE, HEAD));
    expect({ exitCode, log }).toMatchObject({ exitCode: 0, log: expect.not.stringContaining('::warning::') });
    expect(outputs).toMatchObject({ 'changed-count': '1', 'comment-action': 'created' });
    expect(summary).toContain('becomes a native sidecar');
    expect(gitIn(workspace)('worktree', 'list').split('\n')).toHaveLength(1);
    expect(gitIn(workspace)('status', '--porcelain')).toBe('');
    const report = JSON.parse(readFileSync(outputs['report-json'] ?? '', 'utf8'));
    expect(report.workloads[0].source.after.file).toBe('a.yaml');
    const trees = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('-tree'),
    );
    expect(trees).toEqual([]);
  });

  it('starts in the working directory, under the rules of a step', async () => {
    const moved = (tree: Tree): Tree =>
      Object.fromEntries(Object.entries(tree).map(([path, content]) => [`app/${path}`, content]));
    const inApp = await run({ ...pullOf(moved(BASE), moved(HEAD)), inputs: { 'working-directory': 'app' } });
    expect(inApp.outputs['changed-count']).toBe('1');
    const failing = await run({ ...pullOf(BASE, HEAD), inputs: { render: `false | true\n${RENDER}` } });
    expect(failing).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('::error::Cannot render the head: the command ended with exit code 1'),
    });
  });

  it('compares against nothing where the base cannot be rendered yet', async () => {
    const { 'render.sh': _, ...without } = BASE;
    const { exitCode, log, outputs } = await run(pullOf(without, HEAD));
    expect(exitCode).toBe(0);
    expect(log).toMatch(/^::warning::Cannot render the base: .* exit code \d+: compared against nothing/m);
    expect(outputs['changed-count']).toBe('1');
  });

  it('tells that a side wrote nothing', async () => {
    const { log } = await run({ ...pullOf(BASE, HEAD), inputs: { render: 'true' } });
    expect(log).toContain('::warning::The render command wrote no');
  });

  it('tells which lock file makes the tools of the sides differ', async () => {
    const tools = await run(
      pullOf({ ...BASE, 'package-lock.json': '1' }, { ...HEAD, 'package-lock.json': '2' }),
    );
    expect(tools.summary).toContain('each side rendered with its own tools: `package-lock.json` differs');
  });

  it('gives the command neither the token nor the files that speak to the runner', async () => {
    const spy = 'env > "$OUTRIDER_OUT/../env"; echo "$HOME"';
    const { log, temporary } = await run({
      ...pullOf({ ...BASE, 'render.sh': script(spy) }, { ...HEAD, 'render.sh': script(spy) }),
      env: {
        ACTIONS_RUNTIME_TOKEN: 'runtime',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://id.example.test',
        GITHUB_TOKEN: TOKEN,
        GITHUB_ENV: '/tmp/env',
        MY_TOKEN: `Bearer ${TOKEN}`,
        WANTED: 'yes',
      },
    });
    for (const side of ['base', 'head']) {
      const text = environmentOf(temporary, side);
      expect(text).toContain('WANTED=yes');
      expect(text).toContain(`OUTRIDER_SIDE=${side}`);
      expect(text).not.toMatch(/ghs_secret|runtime|id\.example|^GITHUB_|^INPUT_|^RUNNER_/m);
      expect(text).toMatch(new RegExp(`^HOME=.*/${side}/home$`, 'm'));
    }
    expect(log).toMatch(/^base \| .*\/base\/home$/m);
  });

  it('lets nothing that the command prints be a command to the runner', async () => {
    const shout = 'echo "::error::pwned"; echo "##[error]pwned"; printf "a\\r::set-output name=x::y\\n" >&2';
    const { log } = await run(pullOf(BASE, { ...HEAD, 'render.sh': script(shout) }));
    const lines = log.split('\n');
    const token = lines
      .find((line) => line.startsWith('::stop-commands::'))
      ?.slice('::stop-commands::'.length);
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    const stops = lines.indexOf(`::stop-commands::${token}`);
    expect(lines.slice(stops).indexOf(`::${token}::`)).toBeGreaterThan(0);
    expect(lines.filter((line) => /^\s*::(error|set-output)/.test(line))).toEqual([]);
    expect(log).toContain('head | ::error::pwned');
  });

  it('is refused where the token may write although a stranger asked', async () => {
    const pull = pullOf(BASE, { ...HEAD, 'render.sh': script('touch "$HOME/../../../pwned"') });
    for (const eventName of ['pull_request_target', 'workflow_run', 'issue_comment']) {
      const { exitCode, log } = await run({ ...pull, eventName });
      expect(exitCode).toBe(1);
      expect(log).toContain(`render is refused on ${eventName}`);
      expect(log).not.toContain('head |');
    }
    expect(github.log).toEqual([]);
  });

  it('follows no link that the command leaves, and runs no hook or filter of the repository', async () => {
    const head = {
      ...HEAD,
      'render.sh': script('ln -s /etc/passwd "$OUTRIDER_OUT/passwd.yaml"'),
      'linked.yaml': { link: '/etc/passwd' },
      '.gitattributes': '*.yaml filter=evil\n',
    };
    const { log, outputs, summary } = await run(
      pullOf({ ...BASE, 'linked.yaml': { link: '/etc/passwd' } }, head),
    );
    expect(outputs['changed-count']).toBe('1');
    expect(log).toContain('::warning::Not read: passwd.yaml (a symbolic link)');
    expect(summary).not.toContain('root:');
  });
});
