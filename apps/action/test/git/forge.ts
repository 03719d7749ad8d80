import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path; `{ link }` is a symbolic link. */
export type Tree = Readonly<Record<string, string | { readonly link: string }>>;

/**
 * A repository as GitHub has it: branches, and for pull request 7 `refs/pull/7/head` and the merge of it into the
 * base branch, `refs/pull/7/merge`.
 */
export interface Forge {
  /** Address to clone from. */
  readonly url: string;
  /** The bare repository. */
  readonly folder: string;
  /** Makes a commit with exactly this tree on top of a parent, and moves the branch to it. */
  readonly commit: (branch: string, tree: Tree, from?: string) => string;
  /** Opens pull request 7 of a branch into `main`, or brings it up to date. */
  readonly openPull: (branch: string) => Pull;
  readonly git: (...args: readonly string[]) => string;
}

export interface Pull {
  readonly headSha: string;
  /** The tip of `main`, which is the first parent of the merge. */
  readonly baseSha: string;
  readonly mergeSha: string;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.test',
  GIT_AUTHOR_DATE: '2026-09-01T12:00:00Z',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.test',
  GIT_COMMITTER_DATE: '2026-09-01T12:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export const gitIn =
  (cwd: string) =>
  (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...IDENTITY },
    }).trim();

export function newForge(): Forge {
  const root = mkdtempSync(join(tmpdir(), 'outrider-forge-'));
  const folder = join(root, 'shop.git');
  const work = join(root, 'work');
  gitIn(root)('init', '--quiet', '--bare', '--initial-branch=main', folder);
  gitIn(root)('init', '--quiet', '--initial-branch=main', work);
  const git = gitIn(work);
  git('remote', 'add', 'origin', folder);

  const commit = (branch: string, tree: Tree, from?: string): string => {
    const exists = git('branch', '--list', branch) !== '';
    if (exists) git('checkout', '--quiet', '--force', branch);
    else if (from !== undefined) git('checkout', '--quiet', '--force', '-b', branch, from);
    rmSync(join(work, '.gitmodules'), { force: true });
    git('rm', '-r', '-f', '-q', '--ignore-unmatch', '.');
    writeTree(work, tree);
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '--no-verify', '-m', `${branch}`);
    git('push', '--quiet', '--force', 'origin', branch);
    return git('rev-parse', 'HEAD');
  };

  const openPull = (branch: string): Pull => {
    const [headSha, baseSha] = [git('rev-parse', branch), git('rev-parse', 'main')];
    git('checkout', '--quiet', '--force', '--detach', baseSha);
    git('merge', '--quiet', '--no-ff', '--no-edit', headSha);
    const mergeSha = git('rev-parse', 'HEAD');
    git(
      'push',
      '--quiet',
      '--force',
      'origin',
      `${headSha}:refs/pull/7/head`,
      `${mergeSha}:refs/pull/7/merge`,
    );
    return { headSha, baseSha, mergeSha };
  };
  return { url: `file://${folder}`, folder, commit, openPull, git };
}

export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (typeof content === 'string') writeFileSync(join(folder, path), content);
    else symlinkSync(content.link, join(folder, path));
  }
}

/** What actions/checkout does: one ref or commit, so many commits deep (0: all), detached. */
export function checkout(forge: Forge, workspace: string, ref: string, depth: number): void {
  mkdirSync(workspace, { recursive: true });
  const git = gitIn(workspace);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', forge.url);
  const deep = depth === 0 ? [] : [`--depth=${depth}`];
  const refs = depth === 0 ? [ref, '+refs/heads/*:refs/remotes/origin/*'] : [ref];
  git('fetch', '--quiet', '--no-tags', ...deep, 'origin', ...refs);
  git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
}
