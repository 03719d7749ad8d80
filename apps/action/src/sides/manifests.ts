import type { RunContext } from '../event.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import { gitSide } from './git-side.ts';
import { globsOf } from './globs.ts';
import type { Sides } from './side.ts';
import type { Surroundings } from './sides.ts';
import { comparedCommits, textIn, workspaceOf } from './workspace.ts';

/** Manifests that are committed: both sides are git objects, and nothing is checked out. */
export async function committedManifests(
  lines: readonly string[],
  inputs: Inputs,
  run: RunContext,
  around: Surroundings,
): Promise<Sides> {
  const workspace = await workspaceOf(inputs, run, around);
  const { repository, commits } = workspace;
  const globs = globsOf(lines, workspace.folder);
  const head = gitSide(repository, commits.head, globs);
  const base = commits.base === null ? null : gitSide(repository, commits.base, globs);
  return {
    base,
    head,
    commits: comparedCommits(workspace),
    workingFolder: workspace.folder,
    readBase: (path) => textIn(workspace, commits.base, path),
    readHead: (path) => textIn(workspace, commits.head, path),
    warnings: [
      ...commits.warnings,
      ...(base === null ? ['There is no base commit: compared against nothing'] : []),
      ...((base?.files.length ?? 0) + head.files.length === 0
        ? [`No *.yaml, *.yml or *.json file of the repository matches manifests: ${lines.join(', ')}`]
        : []),
    ],
    notes: [],
    paths: globs.folders.map((folder) => folder || '.'),
  };
}
