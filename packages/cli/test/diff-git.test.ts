import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outrider } from './run-outrider.ts';

const repository = mkdtempSync(join(tmpdir(), 'outrider-git-'));
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: c, image: i }] }\n`;

beforeAll(() => {
  mkdirSync(join(repository, 'deploy'));
  git('init', '-q');
  writeFileSync(join(repository, 'deploy/ünï \t.yaml'), pod('stays'));
  writeFileSync(join(repository, 'other.yaml'), pod('elsewhere'));
  symlinkSync('../other.yaml', join(repository, 'deploy/link.yaml'));
  git('add', '.');
  git('commit', '-qm', 'base');
  writeFileSync(join(repository, 'deploy/new.yaml'), pod('comes'));
  git('add', '.');
  git('commit', '-qm', 'head');
  writeFileSync(join(repository, 'deploy/new.yaml'), 'not: committed');
});
afterAll(() => rmSync(repository, { recursive: true }));

interface Changes {
  readonly workloads: readonly { readonly change: string; readonly identity: { readonly name: string } }[];
}

describe('outrider diff --git', () => {
  it('compares two commits, not the files on disk, below the given paths', () => {
    const { stdout, exitCode } = outrider(['diff', '--git', 'HEAD~1..HEAD', '-o', 'json', '--', 'deploy'], {
      cwd: repository,
    });
    const { workloads }: Changes = JSON.parse(stdout);
    expect(workloads.map(({ change, identity }) => `${change} ${identity.name}`)).toEqual([
      'added comes',
      'unchanged stays',
    ]);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['--output=x..HEAD', 'Cannot read git revision "--output=x": no such commit here'],
    ['HEAD..HEAD^{tree}', 'Cannot read git revision "HEAD^{tree}"'],
  ])('refuses %s', (range, message) => {
    const { stderr, exitCode } = outrider(['diff', '--git', range], { cwd: repository });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
