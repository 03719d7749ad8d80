import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github/server.ts';
import { change, native, noChange } from './manifests.ts';
import { BASE_SHA, HEAD_SHA, type Ran, type RunOptions, runAction } from './run-action.ts';

const FORK = 'stranger/shop';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
  Object.assign(github.pull, { headSha: HEAD_SHA, headRepository: FORK });
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

/** The unprivileged run of a pull request from a fork. */
async function compare(options: RunOptions = {}): Promise<Ran> {
  github.mayWrite = false;
  const ran = await runAction({
    apiUrl: github.url,
    files: change,
    inputs: { 'base-path': 'base', 'head-path': 'head' },
    event: {
      pull_request: {
        number: 7,
        head: { sha: HEAD_SHA, repo: { full_name: FORK } },
        base: { sha: BASE_SHA },
      },
    },
    ...options,
  });
  github.mayWrite = true;
  return ran;
}

const workflowRun = (headSha = HEAD_SHA, number = 412): object => ({
  workflow_run: {
    id: 4411,
    head_sha: headSha,
    run_number: number,
    run_attempt: 1,
    head_repository: { full_name: FORK },
    pull_requests: [],
  },
});

/** The privileged run, with what the other one uploaded. */
const comment = (report: string, { inputs, ...options }: RunOptions = {}): Promise<Ran> =>
  runAction({
    action: 'comment',
    apiUrl: github.url,
    eventName: 'workflow_run',
    event: workflowRun(),
    setUp: (workspace) => writeFileSync(join(workspace, 'report.json'), report),
    inputs: { report: 'report.json', ...inputs },
    env: { GITHUB_RUN_NUMBER: '1', GITHUB_WORKFLOW: 'Outrider comment', GITHUB_JOB: 'comment' },
    ...options,
  });

const reportOf = ({ outputs }: Ran): string => readFileSync(outputs['report-json'] ?? '', 'utf8');

type Report = Record<string, unknown> & { action: Record<string, unknown> };
const changed = (report: string, edit: (report: Report) => void): string => {
  const parsed = JSON.parse(report) as Report;
  edit(parsed);
  return JSON.stringify(parsed);
};

describe('the comment of a report', () => {
  it('is the one that the run of the fork could not write', async () => {
    const denied = await compare();
    expect(denied).toMatchObject({ exitCode: 0, outputs: { 'comment-action': 'denied' } });
    const { exitCode, outputs } = await comment(reportOf(denied));
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'created' });
    const body = github.pull.comments[0]?.body ?? '';
    expect(body).toMatch(/^<!-- outrider:Outrider\/diff v=1 run=412\.1 sha=3f9c2ab81d5e hash=\w+ -->\n/);
    const whole = readFileSync(denied.outputs['comment-markdown'] ?? '', 'utf8');
    expect(body.slice(body.indexOf('\n') + 1)).toBe(whole);
    expect(readFileSync(outputs['comment-markdown'] ?? '', 'utf8')).toBe(whole);
  });

  it('is kept up to date, also to no longer changes, and never started without a change', async () => {
    const quiet = reportOf(await compare({ files: noChange }));
    expect((await comment(quiet)).outputs['comment-action']).toBe('skipped');
    await comment(reportOf(await compare()));
    const later = await comment(quiet, { event: workflowRun(HEAD_SHA, 413) });
    expect(later.outputs['comment-action']).toBe('updated');
    const late = await comment(reportOf(await compare()), { event: workflowRun(HEAD_SHA, 412) });
    expect(late.outputs['comment-action']).toBe('stale');
  });

  it('takes title, id and length from its own inputs', async () => {
    const report = reportOf(await compare());
    const inputs = { title: 'Pods', 'comment-id': 'prod', 'max-comment-length': '1000' };
    await comment(report, { inputs });
    const body = github.pull.comments[0]?.body ?? '';
    expect(body).toMatch(/^<!-- outrider:prod .*-->\n### Pods \(prod\): 1 of 1 workload changes/);
    expect(body.length).toBeLessThanOrEqual(1000);
  });

  it('links to the run that made the report, whatever the report says', async () => {
    const report = changed(reportOf(await compare()), ({ action }) => {
      action['runId'] = '666';
    });
    await comment(report);
    expect(github.pull.comments[0]?.body).toContain('/acme/shop/actions/runs/4411)');
  });
});

describe('a report is not believed', () => {
  it.each<[string, (report: Report) => void, object?]>([
    [
      'of another commit',
      ({ action }) => Object.assign(action, { commits: { base: '', head: 'e'.repeat(40), isMerge: false } }),
    ],
    ['of a commit that is no longer the head', () => Object.assign(github.pull, { headSha: 'f'.repeat(40) })],
    [
      'about the pull request of somebody else with the same head',
      () => Object.assign(github.pull, { headRepository: 'victim/shop' }),
    ],
  ])('%s: stale', async (_, edit) => {
    const report = changed(reportOf(await compare()), edit);
    const { exitCode, outputs } = await comment(report);
    expect({ exitCode, action: outputs['comment-action'] }).toEqual({ exitCode: 0, action: 'stale' });
    expect(github.pull.comments).toEqual([]);
  });

  it('about another pull request, whose head is another one: stale', async () => {
    const other = { headSha: 'd'.repeat(40), headRepository: FORK, comments: [] };
    github.repository.pulls.set(8, other);
    const report = changed(reportOf(await compare()), ({ action }) =>
      Object.assign(action, { pullRequest: 8 }),
    );
    expect((await comment(report)).outputs['comment-action']).toBe('stale');
    expect(other.comments).toEqual([]);
  });

  it.each<[string, (report: Report) => void]>([
    [
      'markup in a number',
      (report) => Object.assign(report, { totals: { workloads: { total: '![x](y)' } } }),
    ],
    ['a severity of its own', (report) => deep(report, 'qosClass', '[x](https://evil.example)')],
    ['a quantity of its own', (report) => deep(report, 'cpu', '1 <img src=x>')],
    ['an id that ends the marker', ({ action }) => Object.assign(action, { commentId: 'x --> <b>' })],
    [
      'a group of nobody',
      (report) =>
        Object.assign(report, {
          groups: [
            { change: 'changed', workloads: [99], count: 1, pods: 1, delta: { requests: {}, limits: {} } },
          ],
        }),
    ],
    ['nothing of the Action', (report) => Object.assign(report, { action: null })],
  ])('with %s: refused, and nothing is asked', async (_, edit) => {
    const report = changed(reportOf(await compare()), edit);
    github.log.length = 0;
    const { exitCode, log } = await comment(report);
    expect(exitCode).toBe(1);
    expect(log).toContain('::error::Cannot take report.json for a report');
    expect(log).not.toMatch(/evil|<img|<b>/);
    expect(github.log).toEqual([]);
  });

  it.each<[string, (workspace: string) => void]>([
    ['no JSON', (workspace) => writeFileSync(join(workspace, 'report.json'), '{')],
    [
      'a link out of the workspace',
      (workspace) => symlinkSync('/etc/passwd', join(workspace, 'report.json')),
    ],
    ['a link', (workspace) => linked(workspace)],
    [
      'a folder',
      (workspace) => cpSync(workspace, join(workspace, '..', 'temp', 'copy'), { recursive: true }),
    ],
    [
      'more than 64 MiB',
      (workspace) => writeFileSync(join(workspace, 'report.json'), Buffer.alloc(64 * 1024 * 1024 + 1)),
    ],
  ])('that is %s: refused', async (name, setUp) => {
    const inputs: Readonly<Record<string, string>> = name === 'a folder' ? { report: '.' } : {};
    const { exitCode, log } = await comment('', { setUp, inputs: { report: 'report.json', ...inputs } });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error::Cannot (read|take) /m);
    expect(log).not.toContain('root:');
    expect(github.log).toEqual([]);
  });

  it('tells what is wrong with the inputs, and that no commit is known', async () => {
    const wrong = await comment('{}', { inputs: { report: '', 'expected-head-sha': 'main', comment: 'x' } });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.log).toMatch(
      /::error::Cannot run with these inputs: report is required; expected-head-sha must be/,
    );
    const report = reportOf(await compare());
    const unknown = await comment(report, { event: {}, eventName: 'workflow_dispatch' });
    expect(unknown.log).toContain('::error::Cannot tell which commit to comment on: set expected-head-sha');
    const told = await comment(report, {
      event: {},
      eventName: 'workflow_dispatch',
      inputs: { report: 'report.json', 'expected-head-sha': HEAD_SHA },
    });
    expect(told.outputs['comment-action']).toBe('created');
  });

  it('without a pull request: nothing to comment on', async () => {
    const report = reportOf(
      await compare({ event: { before: BASE_SHA, after: HEAD_SHA }, files: { 'head/a.yaml': native() } }),
    );
    expect((await comment(report)).outputs['comment-action']).toBe('skipped');
  });
});

/** Sets every field of a name, wherever it is. */
function deep(value: unknown, name: string, text: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === name && typeof inner === 'string') Object.assign(value, { [key]: text });
    else deep(inner, name, text);
  }
}

function linked(workspace: string): void {
  writeFileSync(join(workspace, 'other.json'), '{}');
  symlinkSync('other.json', join(workspace, 'report.json'));
}
