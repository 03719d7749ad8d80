import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkout, type Forge, gitIn, newForge, type Tree } from './git/forge.ts';
import { serveRepository } from './git/http-remote.ts';
import { type FakeGitHub, REPOSITORY, startGitHub, TOKEN } from './github/server.ts';
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

const MANIFESTS = { manifests: 'deploy' };
const run = ({ inputs, ...options }: RunOptions = {}): Promise<Ran> =>
  runAction({ apiUrl: github.url, inputs: { ...MANIFESTS, ...inputs }, ...options });

/** The workspace as actions/checkout leaves it. */
const checkedOut =
  (ref: string, depth: number, more: (workspace: string) => void = () => undefined) =>
  (workspace: string): void => {
    checkout(forge, workspace, ref, depth);
    more(workspace);
  };

const BASE: Tree = { 'deploy/checkout.yaml': legacy(), 'deploy/other.yaml': legacy('other') };
const HEAD: Tree = { ...BASE, 'deploy/checkout.yaml': native() };

/** A pull request on an old `main`, to which somebody else has added a workload since. */
function openStalePull() {
  const root = forge.commit('main', BASE);
  forge.commit('feature', HEAD, root);
  forge.commit('main', { ...BASE, 'deploy/theirs.yaml': legacy('theirs') });
  const pull = forge.openPull('feature');
  github.pull.headSha = pull.headSha;
  return { ...pull, root };
}

describe('a pull request', () => {
  it.each([
    ['a clone of depth 1', 1],
    ['a clone of depth 2', 2],
    ['a whole clone', 0],
  ])('is compared with the first parent of its merge commit, in %s', async (_, depth) => {
    const { headSha, baseSha } = openStalePull();
    const { exitCode, log, outputs, summary } = await run({
      setUp: checkedOut('refs/pull/7/merge', depth),
      event: pullRequestEvent(headSha, baseSha),
    });
    expect({ exitCode, log }).toMatchObject({ exitCode: 0, log: expect.not.stringContaining('::warning::') });
    expect(outputs).toMatchObject({
      'changed-count': '1',
      'base-sha': baseSha,
      'head-sha': headSha,
      'comment-action': 'created',
    });
    expect(summary).toContain('1 of 3 workloads changes');
    expect(summary).not.toContain('theirs');
    expect(summary).toContain(
      `[${headSha.slice(0, 7)}](https://github.example.test/acme/shop/commit/${headSha}) merged into [${baseSha.slice(0, 7)}]`,
    );
    expect(summary).toContain(
      'git fetch origin pull/7/merge &amp;&amp; npx @outrider/cli diff --git FETCH_HEAD^1..FETCH_HEAD -- deploy',
    );
  });

  it('needs no remote in a clone of depth 2, and says so where the base is missing', async () => {
    const { headSha, baseSha } = openStalePull();
    const event = pullRequestEvent(headSha, baseSha);
    const withoutRemote = (workspace: string): void => {
      gitIn(workspace)('remote', 'set-url', 'origin', 'file:///nowhere');
    };
    const deep = await run({ setUp: checkedOut('refs/pull/7/merge', 2, withoutRemote), event });
    expect(deep.outputs['base-sha']).toBe(baseSha);
    const shallow = await run({
      setUp: checkedOut('refs/pull/7/merge', 1, withoutRemote),
      event,
      run: '413',
    });
    expect(shallow.exitCode).toBe(1);
    expect(shallow.log).toMatch(
      new RegExp(`^::error::Cannot read commit ${baseSha.slice(0, 12)}: .*"fetch-depth: 2"`, 'm'),
    );
  });

  it('of a private repository is fetched with the token, where the checkout left none', async () => {
    const { headSha, baseSha } = openStalePull();
    const remote = await serveRepository(forge.folder, TOKEN);
    const setUp = checkedOut('refs/pull/7/merge', 1, (workspace) => {
      gitIn(workspace)('remote', 'set-url', 'origin', `${remote.url}/shop.git`);
    });
    const event = pullRequestEvent(headSha, baseSha);
    const env = { GITHUB_SERVER_URL: remote.url };
    const { exitCode, log, outputs } = await run({ setUp, event, env });
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(outputs['base-sha']).toBe(baseSha);
    expect(remote.authorizations[0]).toBe('');
    expect(log).not.toContain(Buffer.from(`x-access-token:${TOKEN}`).toString('base64'));
    const elsewhere = await run({ setUp, event, env: { GITHUB_SERVER_URL: 'http://localhost:1' } });
    expect(elsewhere).toMatchObject({ exitCode: 1, log: expect.stringContaining('"fetch-depth: 2"') });
    await remote.close();
  });

  it.each([
    ['depth 1', 1],
    ['any depth', 0],
  ])(
    'whose head is checked out in its place is compared with the merge base, in a clone of %s',
    async (_, depth) => {
      const { headSha, baseSha, root } = openStalePull();
      const { outputs, summary } = await run({
        setUp: checkedOut(headSha, depth),
        event: pullRequestEvent(headSha, baseSha),
      });
      expect(outputs).toMatchObject({ 'base-sha': root, 'changed-count': '1' });
      expect(summary).not.toContain('theirs');
      expect(summary).toContain(`--git ${root.slice(0, 12)}..${headSha.slice(0, 12)} -- deploy`);
    },
  );

  it('asks GitHub for a merge base that cannot be fetched', async () => {
    const { headSha, baseSha, root } = openStalePull();
    github.repository.mergeBases.set(`${baseSha}...${headSha}`, root);
    const setUp = checkedOut(headSha, 1, (workspace) => {
      gitIn(workspace)('fetch', '--quiet', '--depth=1', 'origin', baseSha, root);
      gitIn(workspace)('remote', 'set-url', 'origin', 'file:///nowhere');
    });
    const { outputs } = await run({ setUp, event: pullRequestEvent(headSha, baseSha) });
    expect(outputs['base-sha']).toBe(root);
    expect(github.log[0]).toMatch(`GET /repos/${REPOSITORY}/compare/`);
    const without = await run({
      setUp,
      event: pullRequestEvent(headSha, baseSha),
      inputs: { 'github-token': '' },
    });
    expect(without.log).toContain('::error::Cannot find the merge base of');
  });

  it.each(['feature/#1-ü', 'refs-like/heads', "it's", 'a%0Ab'])(
    'may be of a branch called %s',
    async (branch) => {
      const root = forge.commit('main', BASE);
      forge.commit(branch, HEAD, root);
      const { headSha, baseSha } = forge.openPull(branch);
      github.pull.headSha = headSha;
      const event = pullRequestEvent(headSha, baseSha);
      const { outputs } = await run({ setUp: checkedOut('refs/pull/7/merge', 1), event });
      expect(outputs).toMatchObject({ 'changed-count': '1', 'base-sha': root });
      const named = await run({
        setUp: checkedOut('refs/heads/main', 1),
        event: { repository: { default_branch: branch } },
        eventName: 'workflow_dispatch',
        inputs: { 'base-ref': branch },
      });
      expect(named.outputs).toMatchObject({ 'changed-count': '1', 'base-sha': headSha });
    },
  );
});

describe('events whose workspace is the base branch', () => {
  it.each([
    ['pull_request_target', {}, (pull: object) => pull],
    ['workflow_dispatch', { 'pull-request': '7' }, () => ({})],
    ['issue_comment', {}, () => ({ issue: { number: 7, pull_request: { url: '' } } })],
  ])(
    '%s: the pull request is fetched as objects, and nothing of it is checked out',
    async (eventName, inputs, eventOf) => {
      const { headSha, baseSha } = openStalePull();
      const { outputs, exitCode, log, workspace } = await run({
        setUp: checkedOut('refs/heads/main', 1),
        event: eventOf(pullRequestEvent(headSha, baseSha)),
        eventName,
        inputs,
      });
      expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
      expect(outputs).toMatchObject({
        'changed-count': '1',
        'base-sha': baseSha,
        'head-sha': headSha,
        'comment-action': 'created',
      });
      const git = gitIn(workspace);
      expect(git('status', '--porcelain')).toBe('');
      expect(git('for-each-ref', 'refs/outrider')).toBe('');
      expect(git('rev-parse', 'HEAD')).toBe(baseSha);
    },
  );

  it('compares the commit of the event, not a newer merge', async () => {
    const { headSha, baseSha, root } = openStalePull();
    forge.commit('feature', { ...HEAD, 'deploy/newer.yaml': legacy('newer') });
    const newer = forge.openPull('feature');
    github.pull.headSha = newer.headSha;
    const { outputs } = await run({
      setUp: checkedOut('refs/heads/main', 1),
      event: pullRequestEvent(headSha, baseSha),
      eventName: 'pull_request_target',
    });
    expect(outputs).toMatchObject({ 'head-sha': headSha, 'base-sha': root, 'comment-action': 'stale' });
  });

  it('says that there is no such pull request', async () => {
    forge.commit('main', BASE);
    const { exitCode, log } = await run({
      setUp: checkedOut('refs/heads/main', 1),
      event: {},
      eventName: 'workflow_dispatch',
      inputs: { 'pull-request': '9' },
    });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error::Cannot fetch pull request #9');
  });
});

describe('other events', () => {
  it('a merge queue compares its own two commits, and never comments', async () => {
    const { headSha, baseSha, mergeSha } = openStalePull();
    const { outputs, exitCode } = await run({
      setUp: checkedOut('refs/pull/7/merge', 1),
      eventName: 'merge_group',
      event: { merge_group: { head_sha: mergeSha, base_sha: baseSha } },
      inputs: { 'fail-on': 'warning' },
    });
    expect({ exitCode, outputs }).toMatchObject({
      exitCode: 0,
      outputs: {
        'base-sha': baseSha,
        'head-sha': mergeSha,
        'changed-count': '1',
        'comment-action': 'skipped',
      },
    });
    expect(headSha).not.toBe(mergeSha);
    expect(github.log).toEqual([]);
  });

  it('a push compares what it moved', async () => {
    const before = forge.commit('main', BASE);
    const after = forge.commit('main', HEAD);
    const event = { before, after, repository: { default_branch: 'main' } };
    const { outputs } = await run({ setUp: checkedOut('refs/heads/main', 1), eventName: 'push', event });
    expect(outputs).toMatchObject({ 'base-sha': before, 'head-sha': after, 'changed-count': '1' });
  });

  it('a push of a new branch, or over history that is gone, compares with the default branch', async () => {
    const root = forge.commit('main', BASE);
    const after = forge.commit('feature', HEAD, root);
    const repository = { default_branch: 'main' };
    const setUp = checkedOut('refs/heads/feature', 1);
    const fresh = await run({
      setUp,
      eventName: 'push',
      event: { before: '0'.repeat(40), after, repository },
    });
    expect(fresh.outputs).toMatchObject({ 'base-sha': root, 'changed-count': '1' });
    const forced = await run({
      setUp,
      eventName: 'push',
      event: { before: 'a'.repeat(40), after, repository },
    });
    expect(forced.outputs['base-sha']).toBe(root);
    expect(forced.log).toContain(
      '::warning::The commit before this push, aaaaaaaaaaaa, is gone: compared against',
    );
  });

  it('a run by hand compares with base-ref, else with the commit before', async () => {
    const first = forge.commit('main', BASE);
    forge.commit('main', { ...BASE, 'README.md': 'x' });
    forge.commit('main', HEAD);
    const options = {
      setUp: checkedOut('refs/heads/main', 1),
      eventName: 'workflow_dispatch',
      event: { repository: { default_branch: 'main' } },
    };
    expect((await run(options)).outputs['changed-count']).toBe('1');
    const named = await run({ ...options, inputs: { 'base-ref': first } });
    expect(named.outputs).toMatchObject({ 'base-sha': first, 'changed-count': '1' });
    const unknown = await run({ ...options, inputs: { 'base-ref': 'no-such-branch' } });
    expect(unknown).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('Cannot find base-ref no-such-branch'),
    });
  });

  it('the first commit of all is compared against nothing', async () => {
    forge.commit('main', BASE);
    const { log, outputs } = await run({
      setUp: checkedOut('refs/heads/main', 1),
      eventName: 'workflow_dispatch',
      event: { repository: { default_branch: 'main' } },
    });
    expect(log).toContain('::warning::There is no base commit: compared against nothing');
    expect(outputs['changed-count']).toBe('2');
  });
});

describe('trees', () => {
  const pullOf = (base: Tree, head: Tree): { event: object; setUp: (workspace: string) => void } => {
    const root = forge.commit('main', base);
    forge.commit('feature', head, root);
    const { headSha, baseSha } = forge.openPull('feature');
    github.pull.headSha = headSha;
    return { event: pullRequestEvent(headSha, baseSha), setUp: checkedOut('refs/pull/7/merge', 1) };
  };

  it('follows no link into the machine or out of the globs, and tells what it left out', async () => {
    const links = {
      'deploy/passwd.yaml': { link: '/etc/passwd' },
      'deploy/again.yaml': { link: 'checkout.yaml' },
      'deploy/folder': { link: '../elsewhere' },
      'elsewhere/x.yaml': legacy('elsewhere'),
    };
    const { log, summary, outputs } = await run(pullOf(BASE, { ...HEAD, ...links }));
    expect(outputs['changed-count']).toBe('1');
    expect(summary).not.toContain('elsewhere');
    expect(log).toContain(
      '::warning::Not read: deploy/again.yaml (a symbolic link), deploy/folder (a symbolic link), deploy/passwd.yaml (a symbolic link)',
    );
  });

  it('goes into no submodule', async () => {
    const root = forge.commit('main', BASE);
    forge.commit('feature', HEAD, root);
    forge.git('update-index', '--add', '--cacheinfo', `160000,${root},deploy/vendor`);
    forge.git('commit', '--quiet', '--amend', '-m', 'submodule');
    const { headSha, baseSha } = forge.openPull('feature');
    github.pull.headSha = headSha;
    const { log, outputs } = await run({
      setUp: checkedOut('refs/pull/7/merge', 1),
      event: pullRequestEvent(headSha, baseSha),
    });
    expect(outputs['changed-count']).toBe('1');
    expect(log).toContain('::warning::Not read: deploy/vendor (a submodule)');
  });

  it.each([
    'deploy/-n.yaml',
    'deploy/a b"c\\d.yaml',
    'deploy/line\nbreak.yaml',
    'deploy/ünï👩‍🚀.yaml',
    'deploy/](http:evil) `x`.yaml',
    'deploy/$(id).yaml',
  ])('reads a file called %j', async (file) => {
    const { outputs, summary, log } = await run(
      pullOf({ ...BASE, [file]: legacy('odd') }, { ...BASE, [file]: `${native('odd')}---\na: [\n` }),
    );
    expect(outputs).toMatchObject({ 'changed-count': '1', 'error-count': '1' });
    expect(summary).toContain('shop/odd');
    expect(log).toMatch(/^::error title=Cannot be read,file=/m);
    expect(log.split('\n').filter((line) => line.startsWith('break.yaml'))).toEqual([]);
  });

  it('points at lines of the repository', async () => {
    const { log, outputs } = await run({
      ...pullOf(BASE, { ...BASE, 'deploy/broken.yaml': 'a: [' }),
      inputs: { 'max-comment-length': '3000' },
    });
    expect(outputs).toMatchObject({ 'error-count': '1' });
    expect(log).toContain('::error title=Cannot be read,file=deploy/broken.yaml,line=1::');
  });

  it('runs nothing of a bare repository that the pull request brings along', async () => {
    const bare = {
      'deploy/HEAD': 'ref: refs/heads/main\n',
      'deploy/config': `[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = "touch ${forge.folder}/pwned"\n\tsshCommand = "touch ${forge.folder}/pwned"\n`,
      'deploy/objects/x': '',
      'deploy/refs/x': '',
    };
    const pull = pullOf(BASE, { ...HEAD, ...bare });
    const { outputs, exitCode } = await run({
      ...pull,
      inputs: { manifests: '.', 'working-directory': 'deploy' },
    });
    expect({ exitCode, count: outputs['changed-count'] }).toEqual({ exitCode: 0, count: '1' });
    expect(existsSync(join(forge.folder, 'pwned'))).toBe(false);
  });

  it('reads a monorepo from its working directory, told apart by a matrix', async () => {
    const pull = pullOf(
      { 'services/a/k8s/x.yaml': legacy('a'), 'services/b/k8s/x.yaml': legacy('b') },
      { 'services/a/k8s/x.yaml': native('a'), 'services/b/k8s/x.yaml': legacy('b') },
    );
    const of = (service: string, number: string): Promise<Ran> =>
      run({
        ...pull,
        run: number,
        inputs: {
          manifests: 'k8s/*.yaml',
          'working-directory': `services/${service}`,
          matrix: JSON.stringify({ service }),
          comment: 'always',
        },
      });
    expect((await of('a', '412')).outputs['changed-count']).toBe('1');
    expect((await of('b', '412')).outputs['changed-count']).toBe('0');
    expect(github.pull.comments).toHaveLength(2);
    expect(github.pull.comments[0]?.body).toContain('-- services/a/k8s');
  });

  it('leaves out a file that is too large, and refuses too many', async () => {
    const large = `# ${'x'.repeat(16 * 1024 * 1024)}\n`;
    const { outputs, summary } = await run(pullOf(BASE, { ...HEAD, 'deploy/large.yaml': large }));
    expect(outputs).toMatchObject({ 'changed-count': '1', 'error-count': '1' });
    expect(summary).toMatch(/`deploy\/large.yaml` line 1 \| the file has `?16777219/);
    const many = Object.fromEntries(
      Array.from({ length: 5001 }, (_, index) => [`deploy/${index}.yaml`, 'a: b\n']),
    );
    const refused = await run(pullOf(BASE, many));
    expect(refused).toMatchObject({ exitCode: 1, log: expect.stringContaining('more than 5000 files') });
  });

  it('tells that nothing matches, and that nothing is checked out', async () => {
    const nothing = await run({ ...pullOf(BASE, HEAD), inputs: { manifests: 'kubernetes/**' } });
    expect(nothing.log).toContain(
      '::warning::No *.yaml, *.yml or *.json file of the repository matches manifests',
    );
    const nowhere = await run({ event: pullRequestEvent() });
    expect(nowhere).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('Cannot find a git repository'),
    });
    const outside = await run({ ...pullOf(BASE, HEAD), inputs: { 'working-directory': '/etc' } });
    expect(outside).toMatchObject({ exitCode: 1, log: expect.stringContaining('outside the workspace') });
  });
});
