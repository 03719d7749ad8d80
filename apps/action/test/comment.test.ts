import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitIn } from './git/forge.ts';
import { type FakeGitHub, REPOSITORY, send, startGitHub, TOKEN } from './github/server.ts';
import { commentUrl } from './github/state.ts';
import { change, legacy, native, noChange } from './manifests.ts';
import { BASE_SHA, HEAD_SHA, pullRequestEvent, type Ran, type RunOptions, runAction } from './run-action.ts';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
  github.pull.headSha = HEAD_SHA;
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

const FOLDERS = { 'base-path': 'base', 'head-path': 'head' };
const run = ({ inputs, ...options }: Partial<RunOptions> = {}): Promise<Ran> =>
  runAction({ files: change, apiUrl: github.url, inputs: { ...FOLDERS, ...inputs }, ...options });

const MARKER = /^<!-- outrider:Outrider\/diff v=1 run=412\.1 sha=3f9c2ab81d5e hash=[0-9a-f]{16} -->\n/;

describe('the comment', () => {
  it('is created on the first run, with its marker on the first line', async () => {
    const { exitCode, outputs, summary, log } = await run();
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(github.pull.comments).toHaveLength(1);
    const body = github.pull.comments[0]?.body ?? '';
    expect(body).toMatch(MARKER);
    expect(body).toContain('### Outrider: 1 of 1 workload changes, +300m CPU');
    expect(body).toContain('`envoy` becomes a native sidecar (was a regular container)');
    expect(body).toContain(`[3f9c2ab](https://github.example.test/acme/shop/commit/${HEAD_SHA})`);
    expect(summary).toContain('### Outrider: 1 of 1 workload changes');
    expect(outputs).toMatchObject({
      changed: 'true',
      'changed-count': '1',
      'error-count': '0',
      worst: expect.stringMatching(/^(none|info)$/),
      'cpu-delta': '300',
      'memory-delta': '0',
      'base-sha': BASE_SHA,
      'head-sha': HEAD_SHA,
      'comment-action': 'created',
      'comment-id': '1000',
    });
  });

  it('is updated, not doubled, on the second run, and left alone on the third', async () => {
    await run();
    const second = await run({ files: { ...change, 'head/more.yaml': legacy('more') }, run: '413' });
    expect(second.outputs['comment-action']).toBe('updated');
    expect(github.pull.comments).toHaveLength(1);
    const body = github.pull.comments[0]?.body;
    const third = await run({ files: { ...change, 'head/more.yaml': legacy('more') }, run: '414' });
    expect(third.outputs['comment-action']).toBe('unchanged');
    expect(github.pull.comments.map((comment) => comment.body)).toEqual([body]);
    expect(github.log.filter((line) => !line.includes('graphql'))).toEqual([
      'POST /repos/acme/shop/issues/7/comments',
      'PATCH /repos/acme/shop/issues/comments/1000',
    ]);
  });

  it('is not started when nothing changes, but brought up to date when a change is taken back', async () => {
    expect((await run({ files: noChange })).outputs['comment-action']).toBe('skipped');
    expect(github.pull.comments).toEqual([]);
    await run();
    const back = await run({ files: noChange, run: '413' });
    expect(back.outputs).toMatchObject({ 'comment-action': 'updated', changed: 'false' });
    expect(github.pull.comments[0]?.body).toContain('no changes in 1 workload');
  });

  it.each([
    ['always', noChange, 1],
    ['findings', change, 0],
    ['off', change, 0],
  ])('comment: %s', async (comment, files, count) => {
    await run({ files, inputs: { comment } });
    expect(github.pull.comments).toHaveLength(count);
  });

  it('is found on the third page', async () => {
    await run();
    const others = Array.from({ length: 250 }, (_, index) => ({
      id: index + 1,
      author: 'alice',
      url: 'https://github.example.test/1',
      body: 'hello',
    }));
    github.pull.comments = [...others, ...github.pull.comments];
    const { outputs } = await run({ files: noChange, run: '413' });
    expect(outputs['comment-action']).toBe('updated');
    expect(github.pull.comments).toHaveLength(251);
  });

  it('ignores forged, quoted and longer markers', async () => {
    await run();
    const own = github.pull.comments[0]?.body ?? '';
    const strangers = [
      { id: 1, author: 'mallory', url: '', body: own },
      { id: 2, author: 'github-actions', url: '', body: `> ${own}` },
      {
        id: 3,
        author: 'github-actions',
        url: '',
        body: own.replace('outrider:Outrider/diff', 'outrider:Outrider/diff-eu'),
      },
    ];
    github.pull.comments = structuredClone(strangers);
    const { outputs } = await run({ run: '413' });
    expect(outputs['comment-action']).toBe('created');
    expect(github.pull.comments.slice(0, 3)).toEqual(strangers);
  });

  it('heals duplicates: the oldest stays', async () => {
    await run();
    const own = github.pull.comments[0]?.body ?? '';
    github.pull.comments.push(
      { id: 2000, author: 'github-actions', url: '', body: own },
      { id: 2001, author: 'github-actions', url: '', body: own },
    );
    const { outputs } = await run({ files: noChange, run: '413' });
    expect(outputs).toMatchObject({ 'comment-action': 'updated', 'comment-id': '1000' });
    expect(github.pull.comments.map(({ id }) => id)).toEqual([1000]);
  });

  it('gives way to an older comment that appeared while it was created', async () => {
    await run();
    const [older] = github.pull.comments;
    github.pull.comments = [];
    github.intercept = ({ method }) => {
      if (method === 'POST' && older !== undefined && github.log.at(-1)?.includes('/issues/7/')) {
        github.pull.comments = [older];
        github.intercept = () => false;
      }
      return false;
    };
    const { outputs } = await run({ files: { ...change, 'head/more.yaml': legacy('more') }, run: '413' });
    expect(outputs).toMatchObject({ 'comment-action': 'updated', 'comment-id': '1000' });
    expect(github.pull.comments.map(({ id }) => id)).toEqual([1000]);
  });

  it('is left alone by a run whose commit is no longer the head, or that is older', async () => {
    await run({ run: '413' });
    const before = structuredClone(github.pull.comments);
    expect((await run({ files: noChange, run: '412' })).outputs['comment-action']).toBe('stale');
    github.pull.headSha = 'f'.repeat(40);
    expect((await run({ files: noChange, run: '414' })).outputs['comment-action']).toBe('stale');
    expect(github.pull.comments).toEqual(before);
  });

  it('has one for each id', async () => {
    await run({ inputs: { 'comment-id': 'prod' } });
    await run({ inputs: { 'comment-id': 'prod-eu' } });
    await run({ inputs: { matrix: '{"cluster":"a"}' } });
    await run({ inputs: { matrix: '{"cluster":"b"}' } });
    expect(github.pull.comments).toHaveLength(4);
    expect(github.pull.comments[1]?.body).toContain('### Outrider (prod-eu): 1 of 1 workload changes');
  });
});

describe('whose token', () => {
  it.each([
    ['ghp_personal', 'alice'],
    ['ghs_app', 'acme-bot'],
  ])('%s finds the comments that it wrote, and no others', async (token, viewer) => {
    github.viewers.set(token, viewer);
    await run();
    const inputs = { 'github-token': token };
    expect((await run({ inputs })).outputs['comment-action']).toBe('created');
    expect((await run({ inputs, files: noChange, run: '413' })).outputs['comment-action']).toBe('updated');
    expect(github.pull.comments.map(({ author }) => author)).toEqual(['github-actions', viewer]);
  });

  it('GitHub Enterprise Server is asked at its own addresses', async () => {
    const enterprise = await startGitHub('/api/v3', '/api/graphql');
    enterprise.pull.headSha = HEAD_SHA;
    const { outputs } = await run({ apiUrl: enterprise.url });
    expect(outputs['comment-action']).toBe('created');
    expect(new Set(enterprise.log)).toEqual(
      new Set(['POST /api/graphql', 'POST /api/v3/repos/acme/shop/issues/7/comments']),
    );
    expect(enterprise.problems).toEqual([]);
    await enterprise.close();
  });
});

describe('what GitHub refuses or drops', () => {
  it('a read-only token: denied, told with the permission, everything in the summary', async () => {
    github.mayWrite = false;
    const { exitCode, outputs, log, summary } = await run();
    expect(exitCode).toBe(0);
    expect(outputs['comment-action']).toBe('denied');
    expect(log).toMatch(/^::warning::Cannot comment on #7: .*"permissions: pull-requests: write"/m);
    expect(summary).toContain('becomes a native sidecar');
    expect(github.log).toHaveLength(2);
  });

  it('a pull request that the token cannot see', async () => {
    const { outputs } = await run({ inputs: { 'pull-request': '8' }, event: {} });
    expect(outputs['comment-action']).toBe('denied');
  });

  it('an empty token', async () => {
    const { exitCode, outputs } = await run({ inputs: { 'github-token': '' } });
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'denied' });
    expect(github.log).toEqual([]);
  });

  it.each<[string, FakeGitHub['intercept']]>([
    ['502', (_, response) => send(response, 502, { message: 'Bad Gateway' })],
    ['429', (_, response) => send(response, 429, { message: 'slow' }, { 'retry-after': '0' })],
    [
      'a secondary rate limit',
      (_, response) => send(response, 403, { message: 'secondary rate limit' }, { 'retry-after': '1' }),
    ],
    ['a dropped connection', (_, response) => response.destroy().destroyed],
  ])('%s: tried again', async (_, failure) => {
    github.intercept = (asked, response) => {
      if (asked.path === '/graphql') return false;
      github.intercept = () => false;
      return failure(asked, response);
    };
    const { outputs } = await run();
    expect(outputs['comment-action']).toBe('created');
    expect(github.pull.comments).toHaveLength(1);
  });

  it('502 for ever: a warning, never a failure, and no comment is lost', async () => {
    github.intercept = (_, response) => send(response, 502, { message: 'Bad Gateway' });
    const { exitCode, outputs, log, summary } = await run();
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'skipped' });
    expect(log).toContain('::warning::Cannot reach GitHub, so no comment');
    expect(summary).toContain('becomes a native sidecar');
    expect(github.log).toHaveLength(3);
  });

  it('a token that is refused: denied', async () => {
    const { exitCode, outputs } = await run({ inputs: { 'github-token': 'ghs_expired' } });
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'denied' });
  });

  it('a POST whose answer was lost: the double is healed by the next run', async () => {
    github.intercept = ({ method, path, body, viewer = '' }, response) => {
      if (method !== 'POST' || path === '/graphql') return false;
      github.intercept = () => false;
      const text = (body as { readonly body: string }).body;
      github.pull.comments.push({ id: 500, author: viewer, url: commentUrl(REPOSITORY, 7, 500), body: text });
      return response.destroy().destroyed;
    };
    expect((await run()).outputs).toMatchObject({ 'comment-action': 'unchanged', 'comment-id': '500' });
    expect(github.pull.comments.map(({ id }) => id)).toEqual([500]);
  });

  it('no GitHub at all: a warning, never a failure', async () => {
    const { exitCode, outputs, log } = await run({ apiUrl: 'http://127.0.0.1:9' });
    expect(exitCode).toBe(0);
    expect(outputs['comment-action']).toBe('skipped');
    expect(log).toContain('::warning::Cannot reach GitHub, so no comment');
  });
});

describe('events and inputs', () => {
  it('a push has no comment, but summary, outputs and exit code', async () => {
    const { outputs, summary } = await run({ event: { before: BASE_SHA, after: HEAD_SHA } });
    expect(outputs).toMatchObject({
      'comment-action': 'skipped',
      'base-sha': BASE_SHA,
      'head-sha': HEAD_SHA,
    });
    expect(summary).toContain('becomes a native sidecar');
    expect(github.log).toEqual([]);
  });

  it('workflow_run with a number comments only on the commit it ran for', async () => {
    const inputs = { 'pull-request': '7' };
    const right = await run({ inputs, event: { workflow_run: { head_sha: HEAD_SHA } } });
    expect(right.outputs['comment-action']).toBe('created');
    const wrong = await run({ inputs, event: { workflow_run: { head_sha: 'e'.repeat(40) } }, run: '413' });
    expect(wrong.outputs['comment-action']).toBe('stale');
  });

  it('tells all wrong inputs at once, before any work', async () => {
    const inputs = {
      'base-path': ' ',
      'fail-on': 'fatal',
      'max-comment-length': '99999',
      'kubernetes-version': '1.2',
    };
    const { exitCode, log, summary } = await run({ inputs });
    expect(exitCode).toBe(1);
    const [line = ''] = log.split('\n').filter((one) => one.startsWith('::error::'));
    for (const name of [
      'base-path is required beside its twin',
      'fail-on must be',
      'max-comment-length must be',
      'kubernetes-version cannot be read',
    ]) {
      expect(line).toContain(name);
    }
    expect({ summary, asked: github.log }).toEqual({ summary: '', asked: [] });
  });

  it('takes empty inputs for absent ones', async () => {
    const empty = [
      'kubernetes-version',
      'fail-on',
      'comment',
      'comment-id',
      'title',
      'max-comment-length',
      'annotations',
      'matrix',
      'pull-request',
    ];
    const { exitCode, outputs } = await run({ inputs: Object.fromEntries(empty.map((name) => [name, ''])) });
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'created' });
  });

  it('refuses a path outside the workspace', async () => {
    const { exitCode, log } = await run({ inputs: { 'head-path': '/etc' } });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error::Cannot read /etc: it is outside the workspace');
  });

  it('compares against nothing where there is no base', async () => {
    const { exitCode, log, outputs } = await run({ files: { 'head/a.yaml': native() } });
    expect(exitCode).toBe(0);
    expect(log).toContain('::warning::base does not exist: compared against nothing');
    expect(outputs['changed-count']).toBe('1');
  });

  it('masks the token, and writes reports as files', async () => {
    const { log, outputs } = await run();
    expect(log).toContain(`::add-mask::${TOKEN}`);
    const json = JSON.parse(readFileSync(outputs['report-json'] ?? '', 'utf8'));
    expect(json).toMatchObject({ schemaVersion: 1, command: 'diff', workloads: [{ change: 'changed' }] });
    expect(readFileSync(outputs['comment-markdown'] ?? '', 'utf8')).toContain('becomes a native sidecar');
    expect(JSON.parse(readFileSync(outputs['report-sarif'] ?? '', 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
  });
});

describe('exit code', () => {
  const broken = { ...change, 'head/broken.yaml': 'a: [' };
  const tracked = (workspace: string): void => {
    const git = gitIn(workspace);
    git('init', '--quiet');
    git('add', 'head');
  };

  it('fails on new errors, after summary and comment are written, and points at the line', async () => {
    const { exitCode, outputs, log, summary } = await run({ files: broken, setUp: tracked });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error::1 new error (fail-on: error)');
    expect(log).toMatch(/^::error title=Cannot be read,file=head\/broken.yaml,line=1::/m);
    expect(outputs).toMatchObject({ 'error-count': '1', worst: 'error', 'comment-action': 'created' });
    expect(summary).toContain('`broken.yaml` line 1');
  });

  it('does not fail with fail-on: never, nor on what was broken before', async () => {
    expect((await run({ files: broken, inputs: { 'fail-on': 'never' } })).exitCode).toBe(0);
    expect((await run({ files: { ...broken, 'base/broken.yaml': 'a: [' } })).exitCode).toBe(0);
  });
});

describe('hostile manifests', () => {
  it('keeps the limit with the marker, however much there is to say', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `w${index}-${'x'.repeat(40)}`);
    const files = {
      'base/all.yaml': names.map((name) => legacy(name)).join('---\n'),
      'head/all.yaml': names
        .map((name, index) => (index % 2 ? native(name) : legacy(name).replace('app:1', `app:${index}`)))
        .join('---\n'),
    };
    await run({ files, inputs: { 'max-comment-length': '3000' } });
    const body = github.pull.comments[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(3000);
    expect(body.match(/<details>/g)?.length ?? 0).toBe(body.match(/<\/details>/g)?.length ?? 0);
  });

  it('cannot ping, link, show images or obey commands', async () => {
    const name = '@octocat ![x](https://evil.example/x.png) </details><img src=x> ```\n::error::pwned';
    await run({ files: { 'base/a.yaml': legacy(name), 'head/a.yaml': native(name) } });
    const body = github.pull.comments[0]?.body ?? '';
    const outsideCode = body.replace(/```[\s\S]*?\n```/g, '').replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/@octocat|evil\.example|<img/);
  });

  it('lets no text of a manifest begin a workflow command', async () => {
    const files = { 'head/a.yaml': 'a: [\n::set-output name=x::y' };
    const { log } = await run({ files, event: pullRequestEvent() });
    expect(log).not.toMatch(/^::set-output/m);
  });
});
