import { rmSync } from 'node:fs';
import { GitError } from './git.ts';
import type { Repository } from './repository.ts';

/**
 * A commit as files in a folder of their own, for as long as `use` runs. Links become text files, and no hook or
 * download of large files happens.
 *
 * @throws GitError
 */
export async function inWorktree<T>(
  { git }: Repository,
  commit: string,
  folder: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const { ok, reason } = git(['worktree', 'add', '--quiet', '--force', '--detach', folder, commit], {
    settings: [['core.symlinks', 'false']],
  });
  if (!ok) throw new GitError(`Cannot check out commit ${commit.slice(0, 12)}: ${reason}`);
  try {
    return await use(folder);
  } finally {
    git(['worktree', 'remove', '--force', folder]);
    rmSync(folder, { recursive: true, force: true });
    git(['worktree', 'prune']);
  }
}
