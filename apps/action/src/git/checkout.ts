import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Top folder of the working tree that holds a path; undefined outside of one. No git is run. */
export function checkoutOf(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (hasGit(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** `.git` is a folder, or in a worktree a file that names one. Git lets nobody commit either. */
function hasGit(folder: string): boolean {
  const git = join(folder, '.git');
  try {
    return lstatSync(git).isDirectory() || readFileSync(git, 'utf8').startsWith('gitdir: ');
  } catch {
    return false;
  }
}

/** Path of a file inside its working tree, with `/`. */
export const pathInCheckout = (root: string, file: string): string =>
  relative(root, file).replaceAll('\\', '/');
