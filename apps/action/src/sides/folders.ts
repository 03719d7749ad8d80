import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunContext } from '../event.ts';
import { checkoutOf, pathInCheckout } from '../git/checkout.ts';
import { gitIn } from '../git/git.ts';
import { repositoryOf } from '../git/repository.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import { UserError } from '../user-error.ts';
import { allowedPath, folderSide, isInside, isMissing, type Places, realPath } from './folder-side.ts';
import type { ComparedCommits, Side, Sides } from './side.ts';
import type { Surroundings } from './sides.ts';
import { joined, textIn, type Workspace, workspaceOf } from './workspace.ts';

/** Two folders that somebody has rendered or checked out already. A base that is not there is told, not refused. */
export async function foldersOf(
  basePath: string,
  headPath: string,
  inputs: Inputs,
  run: RunContext,
  around: Surroundings,
): Promise<Sides> {
  const { places, env } = around;
  const head = folderSide(headPath, places);
  const base = isMissing(basePath, places) ? null : folderSide(basePath, places);
  const [baseTree, headTree] = [base && treeOf(basePath, places), treeOf(headPath, places)];
  const baseRoot = baseTree === headTree ? undefined : (baseTree ?? undefined);
  const workspace = baseRoot === undefined ? await knownWorkspace(inputs, run, around) : undefined;
  return {
    base,
    head: withTrackedFolder(head, headTree, env),
    commits: commitsOfFolders(baseRoot, workspace, run, env),
    workingFolder: workingFolderOf(headTree, places),
    readBase: (path) =>
      baseRoot === undefined
        ? workspace && textIn(workspace, workspace.commits.base, path)
        : textBelow(baseRoot, path),
    readHead: (path) => textBelow(headTree ?? places.workingDirectory, path),
    warnings: warningsOf(basePath, headPath, base, head),
    notes: [],
    paths: [],
  };
}

const treeOf = (path: string, places: Places): string | undefined => checkoutOf(allowedPath(path, places));

/** The repository of the working directory, if it is one and says which commit is the base. */
async function knownWorkspace(
  inputs: Inputs,
  run: RunContext,
  around: Surroundings,
): Promise<Workspace | undefined> {
  try {
    return await workspaceOf(inputs, run, around);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}

const workingFolderOf = (tree: string | undefined, { workingDirectory }: Places): string =>
  tree !== undefined && isInside(workingDirectory, tree) ? pathInCheckout(tree, workingDirectory) : '';

/** A folder that git does not know, as where something was rendered to, has no address on GitHub. */
function withTrackedFolder(side: Side, tree: string | undefined, env: Surroundings['env']): Side {
  if (tree === undefined || side.folder === null) return side;
  const { ok, stdout } = gitIn(tree, env)(['ls-files', '-z', '--', side.folder || '.']);
  return ok && stdout.length > 0 ? side : { ...side, folder: null };
}

/** The commits that are checked out, else those of the event. */
function commitsOfFolders(
  baseRoot: string | undefined,
  workspace: Workspace | undefined,
  { subject }: RunContext,
  env: Surroundings['env'],
): ComparedCommits {
  const event = 'baseSha' in subject ? (subject.baseSha ?? '') : '';
  const checkedOut =
    baseRoot === undefined ? undefined : repositoryOf(gitIn(baseRoot, env), []).resolve('HEAD');
  return {
    base: checkedOut ?? workspace?.commits.base ?? event,
    head: subject.headSha ?? workspace?.commits.pullHead ?? '',
    isMerge: false,
  };
}

/** A regular file of a checkout; never through a link that leads out of it. */
function textBelow(root: string, path: string): string | undefined {
  const real = realPath(resolve(root, joined('', path)));
  if (real === undefined || !isInside(real, root) || !lstatSync(real).isFile()) return undefined;
  return readFileSync(join(real), 'utf8');
}

const warningsOf = (basePath: string, headPath: string, base: Side | null, head: Side): readonly string[] => [
  ...(base === null ? [`${basePath} does not exist: compared against nothing`] : []),
  ...(head.files.length + head.tooLarge.length === 0
    ? [`${headPath} holds no *.yaml, *.yml or *.json file`]
    : []),
];
