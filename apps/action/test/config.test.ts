import { analyze, baselineOf, baselineText, releaseOf } from '@outrider/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkout, type Forge, newForge, type Tree } from './git/forge.ts';
import { type FakeGitHub, startGitHub } from './github/server.ts';
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

/** A sidecar that asks for nothing, which is a warning. */
const RULE = 'sidecar-missing-requests';
const bare = (name = 'checkout'): string =>
  native(name).replace('{requests: {cpu: 300m, memory: 64Mi}}', '{}');

const BASE: Tree = { 'deploy/a.yaml': legacy() };
const HEAD: Tree = { 'deploy/a.yaml': bare() };
const config = (text: string): Tree => ({ 'outrider.yaml': text });
const OFF = `severities: {${RULE}: 'off'}\n`;

function run(base: Tree, head: Tree, { inputs, ...options }: RunOptions = {}): Promise<Ran> {
  forge = newForge();
  const root = forge.commit('main', base);
  forge.commit('feature', head, root);
  const { headSha, baseSha } = forge.openPull('feature');
  github.pull.headSha = headSha;
  return runAction({
    apiUrl: github.url,
    event: pullRequestEvent(headSha, baseSha),
    setUp: (workspace) => checkout(forge, workspace, 'refs/pull/7/merge', 1),
    inputs: { manifests: 'deploy', 'fail-on': 'warning', ...inputs },
    ...options,
  });
}

describe('outrider.yaml', () => {
  it('is not needed', async () => {
    const { exitCode, summary } = await run(BASE, HEAD);
    expect(exitCode).toBe(1);
    expect(summary).toContain(RULE);
  });

  it('of the base counts', async () => {
    const { exitCode, summary, log } = await run({ ...BASE, ...config(OFF) }, { ...HEAD, ...config(OFF) });
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(summary).not.toContain(RULE);
    expect(summary).not.toContain('outrider.yaml');
  });

  it('of the head switches nothing off, and is told', async () => {
    const added = await run(BASE, { ...HEAD, ...config(OFF) });
    expect(added.exitCode).toBe(1);
    expect(added.summary).toContain(RULE);
    expect(added.summary).toContain('`outrider.yaml` is new and counts once it is merged');
  });

  it('that the head changes or removes still counts as the base has it', async () => {
    const base = { ...BASE, ...config(`severities: {${RULE}: error}\n`) };
    const { outputs, summary } = await run(base, { ...HEAD, ...config(OFF) });
    expect(outputs).toMatchObject({ worst: 'error', 'error-count': '1' });
    expect(summary).toContain("`outrider.yaml` differs; the base's counts");
  });

  it('names the version, the findings to fail on and those to ignore', async () => {
    const text = `kubernetesVersion: '1.28'\nfailOn: never\nignore:\n  - {rule: ${RULE}, files: ['deploy/*.yaml'], reason: known}\n`;
    const base = { ...BASE, ...config(text) };
    const { exitCode, summary } = await run(
      base,
      { ...HEAD, ...config(text) },
      { inputs: { 'fail-on': '' } },
    );
    expect(exitCode).toBe(0);
    // Native sidecars are behind a gate that 1.28 has off.
    expect(summary).toContain('server/dropped-field');
    expect(summary).not.toContain(RULE);
    const asked = await run(base, { ...HEAD, ...config(text) }, { inputs: { 'kubernetes-version': '1.33' } });
    expect(asked.summary).not.toContain('server/dropped-field');
  });

  it('has a baseline, from the base too', async () => {
    const text = config('baseline: known.json\n');
    const analysis = analyze([{ file: 'deploy/a.yaml', text: bare() }], releaseOf('1.36'));
    const known = { 'known.json': baselineText(baselineOf(analysis)) };
    const passed = await run({ ...BASE, ...text, ...known }, { ...HEAD, ...text, ...known });
    expect(passed.exitCode).toBe(0);
    const missing = await run({ ...BASE, ...text }, { ...HEAD, ...text, ...known });
    expect(missing.exitCode).toBe(1);
    expect(missing.log).toContain(
      '::warning::outrider.yaml names the baseline known.json, which the base lacks',
    );
  });

  it('that is broken on the base is left out with a warning, so that it can be mended', async () => {
    const broken = { ...BASE, ...config('severities: {no-such-rule: error}\n') };
    const { exitCode, log } = await run(
      broken,
      { ...HEAD, ...config(OFF) },
      { inputs: { 'fail-on': 'never' } },
    );
    expect(exitCode).toBe(0);
    expect(log).toMatch(
      /^::warning::outrider\.yaml of the base is left out: 1:14: .*Unknown rule "no-such-rule"/m,
    );
    const breaking = await run({ ...BASE, ...config(OFF) }, { ...HEAD, ...config('severities: 3\n') });
    expect(breaking.exitCode).toBe(0);
    expect(breaking.log).toMatch(/^::warning::outrider\.yaml of the head cannot be used: 1:/m);
  });

  it('brings no code: rules of one’s own are left out, and told', async () => {
    const text = `rules: [./evil.mjs]\n`;
    const evil = { ...config(text), 'evil.mjs': 'throw new Error("it ran")\n' };
    const { log, exitCode } = await run(
      { ...BASE, ...evil },
      { ...HEAD, ...evil },
      { inputs: { 'fail-on': 'never' } },
    );
    expect(exitCode).toBe(0);
    expect(log).toContain("::warning::outrider.yaml names rules of one's own, which the Action leaves out");
    expect(log).not.toContain('it ran');
  });

  it('stands in the working directory, or where config says', async () => {
    const moved = (tree: Tree): Tree =>
      Object.fromEntries(Object.entries(tree).map(([path, text]) => [`app/${path}`, text]));
    const ignoring = `ignore:\n  - {rule: ${RULE}, files: ['deploy/*.yaml'], reason: known}\n`;
    const both = { ...moved(config(ignoring)) };
    const inApp = await run(
      { ...moved(BASE), ...both },
      { ...moved(HEAD), ...both },
      { inputs: { 'working-directory': 'app' } },
    );
    expect(inApp.exitCode).toBe(0);
    const named = await run(
      { ...moved(BASE), 'ci/pods.yaml': OFF },
      { ...moved(HEAD), 'ci/pods.yaml': OFF },
      { inputs: { manifests: 'app/deploy', config: 'ci/pods.yaml' } },
    );
    expect(named.exitCode).toBe(0);
    const nowhere = await run(BASE, HEAD, { inputs: { config: 'nowhere.yaml' } });
    expect(nowhere.log).toContain('::error::Cannot read config nowhere.yaml: neither side has such a file');
  });

  it('is found beside folders that were checked out or rendered, on the base side', async () => {
    const root = forge.commit('main', { ...BASE, ...config(OFF) });
    forge.commit('feature', HEAD, root);
    const { headSha, baseSha } = forge.openPull('feature');
    github.pull.headSha = headSha;
    const options = { apiUrl: github.url, event: pullRequestEvent(headSha, baseSha) };
    const inputs = { 'base-path': 'base/deploy', 'head-path': 'head/deploy', 'fail-on': 'warning' };
    const twice = await runAction({
      ...options,
      inputs,
      setUp: (workspace) => {
        checkout(forge, `${workspace}/base`, baseSha, 1);
        checkout(forge, `${workspace}/head`, 'refs/pull/7/merge', 1);
      },
    });
    expect(twice).toMatchObject({ exitCode: 0, outputs: { 'base-sha': baseSha, 'head-sha': headSha } });
    expect(twice.summary).toContain("`outrider.yaml` is removed; the base's counts");
  });
});
