import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A git working tree, read from its files: no git is run. */
export interface Checkout {
  readonly root: string;
  /** Empty where it cannot be told. */
  readonly sha: string;
}

/** The working tree that holds a path; undefined outside of one. */
export function checkoutOf(path: string): Checkout | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    const gitFolder = gitFolderOf(folder);
    if (gitFolder !== undefined) return { root: folder, sha: headOf(gitFolder) };
    if (folder === dirname(folder)) return undefined;
  }
}

/** Path of a file inside its working tree, with `/`. */
export const pathInCheckout = ({ root }: Checkout, file: string): string =>
  relative(root, file).replaceAll('\\', '/');

/** `.git` is a folder, or in a worktree a file that names one. */
function gitFolderOf(folder: string): string | undefined {
  const git = join(folder, '.git');
  try {
    if (lstatSync(git).isDirectory()) return git;
    const [, target] = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8')) ?? [];
    return target === undefined ? undefined : resolve(folder, target.trim());
  } catch {
    return undefined;
  }
}

const SHA = /^[0-9a-f]{40,64}$/;

function headOf(gitFolder: string): string {
  const head = textOf(join(gitFolder, 'HEAD'));
  if (SHA.test(head)) return head;
  const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
  if (ref === undefined || ref.includes('..')) return '';
  const common = resolve(gitFolder, textOf(join(gitFolder, 'commondir')) || '.');
  const sha = textOf(join(common, ref));
  return SHA.test(sha) ? sha : '';
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
