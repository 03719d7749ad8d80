import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largeChange } from '../../../packages/report/test/large-change.ts';
import { checkout, newForge, type Tree } from './git/forge.ts';
import { type FakeGitHub, startGitHub } from './github/server.ts';
import { pullRequestEvent, runAction } from './run-action.ts';
import { expectWellFormed } from './well-formed.ts';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

const fixtures = new URL('../../../packages/report/test/fixtures/diff/', import.meta.url);
const fixture = (name: string, side: string): Tree => {
  const folder = new URL(`${name}/${side}/`, fixtures);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [`deploy/${file}`, readFileSync(new URL(file, folder), 'utf8')]),
  );
};

/** 120 workloads in a file each, as in a repository. */
function large(side: 'base' | 'head'): Tree {
  const documents = largeChange()[side].flatMap(({ text }) =>
    text.split('---\n').filter((one) => one !== ''),
  );
  return Object.fromEntries(
    documents.map((text) => {
      const { metadata, kind } = JSON.parse(text) as { kind: string; metadata: Record<string, string> };
      return [`deploy/${metadata['namespace']}/${metadata['name']}-${kind.toLowerCase()}.json`, text];
    }),
  );
}

const BROKEN = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a\n';
const CASES: Readonly<Record<string, readonly [base: Tree, head: Tree]>> = {
  small: [fixture('conversion', 'base'), fixture('conversion', 'head')],
  large: [large('base'), large('head')],
  error: [fixture('new-error', 'base'), { ...fixture('new-error', 'head'), 'deploy/broken.yaml': BROKEN }],
  quiet: [fixture('conversion', 'base'), fixture('conversion', 'base')],
};

describe.each(Object.entries(CASES))('the comment on a %s change', (name, [base, head]) => {
  it(`is comments/${name}.md (vitest -u writes it)`, async () => {
    const forge = newForge();
    const root = forge.commit('main', base);
    forge.commit('feature', head, root);
    const { headSha, baseSha } = forge.openPull('feature');
    github.pull.headSha = headSha;
    await runAction({
      apiUrl: github.url,
      event: pullRequestEvent(headSha, baseSha),
      setUp: (workspace) => checkout(forge, workspace, 'refs/pull/7/merge', 2),
      inputs: { manifests: 'deploy', comment: 'always', 'fail-on': 'never' },
    });
    const body = github.pull.comments[0]?.body ?? '';
    expectWellFormed(body.slice(body.indexOf('\n') + 1));
    await expect(body).toMatchFileSnapshot(fileURLToPath(new URL(`comments/${name}.md`, import.meta.url)));
  });
});
