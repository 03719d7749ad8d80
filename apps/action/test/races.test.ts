import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github/server.ts';
import { change, legacy, noChange } from './manifests.ts';
import { HEAD_SHA, pullRequestEvent, type Ran, type RunOptions, runAction } from './run-action.ts';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
  github.pull.headSha = HEAD_SHA;
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

const OLD_SHA = 'a'.repeat(40);
const run = (options: RunOptions): Promise<Ran> =>
  runAction({ apiUrl: github.url, inputs: { 'base-path': 'base', 'head-path': 'head' }, ...options });

/** Answers come in any order. */
const shuffle = (): void => {
  github.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
};

const sha = (body: string): string => /^<!-- outrider:\S+ v=1 run=\S+ sha=(\w+)/.exec(body)?.[1] ?? '';

describe('runs at the same time', () => {
  it.each([1, 2, 3, 4])('of the same commit leave one comment (%i)', async () => {
    shuffle();
    const ran = await Promise.all(['412', '413', '414'].map((number) => run({ files: change, run: number })));
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(github.pull.comments).toHaveLength(1);
    const actions = ran.map(({ outputs }) => outputs['comment-action']);
    expect(actions).toContain('created');
    for (const action of actions) {
      expect(['created', 'updated', 'unchanged', 'stale', 'deleted']).toContain(action);
    }
  });

  it.each([1, 2, 3, 4])('of an old and a new commit leave the result of the new one (%i)', async () => {
    shuffle();
    const old = { files: noChange, event: pullRequestEvent(OLD_SHA) };
    const inputs = { 'base-path': 'base', 'head-path': 'head', comment: 'always' };
    await Promise.all([
      run({ ...old, run: '411', inputs }),
      run({ files: change, run: '413', inputs }),
      run({ ...old, run: '412', inputs }),
      run({ files: change, run: '414', inputs }),
    ]);
    expect(github.pull.comments.map(({ body }) => sha(body))).toEqual([HEAD_SHA.slice(0, 12)]);
    expect(github.pull.comments[0]?.body).toContain('becomes a native sidecar');
  });

  it('of the jobs of a matrix leave a comment each', async () => {
    shuffle();
    const jobs = ['a', 'b', 'c'].map((cluster) => ({
      'base-path': 'base',
      'head-path': 'head',
      matrix: JSON.stringify({ cluster }),
    }));
    await Promise.all(jobs.map((inputs) => run({ files: change, inputs })));
    expect(github.pull.comments).toHaveLength(3);
  });

  it('a head that moves between the question and the answer is healed by its own run', async () => {
    github.intercept = ({ path }) => {
      if (path !== '/graphql') github.pull.headSha = 'b'.repeat(40);
      return false;
    };
    expect((await run({ files: change })).outputs['comment-action']).toBe('created');
    const newer = await run({
      files: { ...change, 'head/more.yaml': legacy('more') },
      event: pullRequestEvent('b'.repeat(40)),
      run: '413',
    });
    expect(newer.outputs['comment-action']).toBe('updated');
    expect(github.pull.comments.map(({ body }) => sha(body))).toEqual(['b'.repeat(12)]);
    const again = await run({ files: change, run: '412', env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(again.outputs['comment-action']).toBe('stale');
  });
});
