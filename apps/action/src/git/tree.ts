import type { RunGit } from './git.ts';
import { GitError } from './git.ts';

/** One entry of a commit's tree. */
export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule';
  readonly id: string;
  /** From the top of the repository, with `/`. */
  readonly path: string;
}

const KINDS: Readonly<Record<string, TreeEntry['kind']>> = { '120000': 'link', '160000': 'submodule' };

/** What a commit has below some folders; nothing is checked out, and no filter or attribute applies. */
export function listTree(git: RunGit, commit: string, folders: readonly string[]): readonly TreeEntry[] {
  const paths = folders.includes('') ? [] : folders;
  const { ok, stdout, reason } = git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...paths]);
  if (!ok) throw new GitError(`Cannot list commit ${commit.slice(0, 12)}: ${reason}`);
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line): readonly TreeEntry[] => {
      const [, mode = '', id = '', path = ''] = /^(\d{6}) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return path === '' ? [] : [{ kind: KINDS[mode] ?? 'file', id, path }];
    });
}

/** Sizes in bytes by object id. */
export function sizesOf(git: RunGit, ids: readonly string[]): ReadonlyMap<string, number> {
  const lines = batch(git, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], ids).toString('utf8');
  return new Map(
    lines.split('\n').flatMap((line): readonly (readonly [string, number])[] => {
      const [id = '', size = ''] = line.split(' ');
      return /^\d+$/.test(size) ? [[id, Number(size)]] : [];
    }),
  );
}

/** Texts by object id. Bytes that are no UTF-8 become U+FFFD, which the reader of manifests reports. */
export function textsOf(git: RunGit, ids: readonly string[]): ReadonlyMap<string, string> {
  const output = batch(git, ['cat-file', '--batch'], ids);
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [id = '', , size = ''] = output.toString('utf8', at, end).split(' ');
    if (!/^\d+$/.test(size)) throw new GitError(`Cannot read object ${id}: the repository lacks it`);
    texts.set(id, output.toString('utf8', end + 1, end + 1 + Number(size)));
    at = end + Number(size) + 2;
  }
  return texts;
}

function batch(git: RunGit, args: readonly string[], ids: readonly string[]): Buffer {
  if (ids.length === 0) return Buffer.alloc(0);
  const { ok, stdout, reason } = git(args, { input: `${[...new Set(ids)].join('\n')}\n` });
  if (!ok) throw new GitError(`Cannot read from the repository: ${reason}`);
  return stdout;
}
