import type { RunContext } from '../event.ts';
import { checkoutOf, pathInCheckout } from '../git/checkout.ts';
import { type Commits, commitsOf } from '../git/commits.ts';
import { gitIn, type Setting } from '../git/git.ts';
import { type Repository, repositoryOf } from '../git/repository.ts';
import { listTree, textsOf } from '../git/tree.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import { UserError } from '../user-error.ts';
import type { ComparedCommits } from './side.ts';
import type { Surroundings } from './sides.ts';

/** The working tree that the Action runs in, and the two commits to compare. */
export interface Workspace {
  readonly repository: Repository;
  readonly root: string;
  /** The working directory, from the top of the repository, with `/`; `''` is the top. */
  readonly folder: string;
  readonly commits: Commits;
}

/** @throws UserError where the working directory is in no repository, or a commit cannot be had */
export async function workspaceOf(inputs: Inputs, run: RunContext, around: Surroundings): Promise<Workspace> {
  const { workingDirectory } = around.places;
  const root = checkoutOf(workingDirectory);
  if (root === undefined) {
    throw new UserError(
      'Cannot find a git repository: check out first, with actions/checkout, and set working-directory if it is not at the top of the workspace',
    );
  }
  const repository = repositoryOf(gitIn(root, around.env), credentialsOf(inputs.githubToken, run.serverUrl));
  const { baseRef } = inputs;
  const commits = await commitsOf({ run, repository, baseRef, askMergeBase: around.askMergeBase });
  return { repository, root, folder: pathInCheckout(root, workingDirectory), commits };
}

/** As actions/checkout gives them to git. The empty value takes away a header that is there already: two are refused. */
function credentialsOf(token: string, serverUrl: string): readonly Setting[] {
  if (token === '') return [];
  const name = `http.${serverUrl}/.extraheader`;
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    [name, ''],
    [name, `AUTHORIZATION: basic ${secret}`],
  ];
}

/** A regular file of a commit as text, by its path from the working directory. */
export function textIn(
  { repository, folder }: Workspace,
  commit: string | null,
  path: string,
): string | undefined {
  if (commit === null) return undefined;
  const full = joined(folder, path);
  const [entry] = listTree(repository.git, commit, [full]).filter((one) => one.path === full);
  return entry?.kind === 'file' ? textsOf(repository.git, [entry.id]).get(entry.id) : undefined;
}

/** Steps up and down are taken out: git knows none. */
export function joined(folder: string, path: string): string {
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split(/[/\\]/)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

export const comparedCommits = ({ commits }: Workspace): ComparedCommits => ({
  base: commits.base ?? '',
  head: commits.pullHead ?? commits.head,
  isMerge: commits.isMerge,
});
