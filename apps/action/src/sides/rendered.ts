import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { RunContext } from '../event.ts';
import { inWorktree } from '../git/worktree.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import { UserError } from '../user-error.ts';
import { folderSide } from './folder-side.ts';
import { lockFileNotes } from './lock-files.ts';
import { RenderError, render } from './render.ts';
import type { Side, Sides } from './side.ts';
import type { Surroundings } from './sides.ts';
import { comparedCommits, textIn, type Workspace, workspaceOf } from './workspace.ts';

/**
 * Manifests that a command of the workflow's author renders on each side: the base in a worktree of its own, first,
 * so that nothing of the head has run before it; the head where it is checked out.
 */
export async function renderedManifests(
  script: string,
  inputs: Inputs,
  run: RunContext,
  around: Surroundings,
): Promise<Sides> {
  const workspace = await workspaceOf(inputs, run, around);
  const { repository, commits } = workspace;
  const scratch = mkdtempSync(join(around.temporary, 'outrider-render-'));
  const renderIn = async (side: 'base' | 'head', root: string): Promise<Side> => {
    const folder = join(root, workspace.folder);
    if (!existsSync(folder))
      throw new RenderError(`Cannot render the ${side}: it has no ${workspace.folder}`);
    const { env, print } = around;
    const { folder: out } = await render({
      script,
      side,
      folder,
      scratch,
      env,
      print,
      token: inputs.githubToken,
    });
    return { ...folderSide(out, around.places), folder: null };
  };
  const inOwnTree = (side: 'base' | 'head', commit: string): Promise<Side> =>
    inWorktree(repository, commit, join(scratch, `${side}-tree`), (folder) => renderIn(side, folder));

  const [base, failure] = await baseOf(commits.base, (commit) => inOwnTree('base', commit));
  const isCheckedOut = repository.head() === commits.head;
  const head = isCheckedOut ? await renderIn('head', workspace.root) : await inOwnTree('head', commits.head);
  return {
    base,
    head,
    commits: comparedCommits(workspace),
    workingFolder: workspace.folder,
    readBase: (path) => textIn(workspace, commits.base, path),
    readHead: (path) => textIn(workspace, commits.head, path),
    warnings: [...commits.warnings, ...failure, ...emptyWarning(head)],
    notes: lockFileNotes(workspace),
    paths: [],
  };
}

type Warnings = readonly string[];

/** A base that cannot be rendered, as before the command was there, is nothing to compare against. */
async function baseOf(
  commit: Workspace['commits']['base'],
  renderBase: (commit: string) => Promise<Side>,
): Promise<readonly [Side | null, Warnings]> {
  if (commit === null) return [null, ['There is no base commit: compared against nothing']];
  try {
    return [await renderBase(commit), []];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [null, [`${error.message}: compared against nothing`]];
  }
}

const emptyWarning = ({ files, tooLarge }: Side): Warnings =>
  files.length + tooLarge.length > 0
    ? []
    : ['The render command wrote no *.yaml, *.yml or *.json file to $OUTRIDER_OUT on the head'];
