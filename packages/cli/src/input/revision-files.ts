import { hasManifestName } from './find-files.ts';
import { git } from './git.ts';

/** A manifest of a revision, by the id of its content. */
export interface Blob {
  readonly id: string;
  readonly file: string;
}

/** A path that is passed over, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface RevisionFiles {
  /** The commit's full id. */
  readonly commit: string;
  readonly blobs: readonly Blob[];
  readonly skipped: readonly Skipped[];
}

/**
 * The manifests of a git revision below some paths, by name and id: no content is read. Paths are those below the
 * folder in which the command runs, as git has it.
 *
 * @throws UsageError if git, the repository or the revision is not there
 */
export function filesOfRevision(revision: string, paths: readonly string[]): RevisionFiles {
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    revision,
  )
    .toString('utf8')
    .trim();
  const lines = git(['ls-tree', '-r', '-z', commit, '--', ...paths], revision)
    .toString('utf8')
    .split('\0');
  return { commit, blobs: lines.flatMap(blobOf), skipped: lines.flatMap(skippedOf) };
}

/** A line of `git ls-tree`: mode, type, id, then the path behind a tab. */
const ENTRY = /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s;

function blobOf(line: string): readonly Blob[] {
  const [, mode = '', id = '', file = ''] = ENTRY.exec(line) ?? [];
  return mode.startsWith('100') && hasManifestName(file) ? [{ id, file }] : [];
}

function skippedOf(line: string): readonly Skipped[] {
  const [, mode = '', , path = ''] = ENTRY.exec(line) ?? [];
  if (mode === '160000') return [{ path, reason: 'a submodule: its content is in another repository' }];
  if (mode === '120000' && hasManifestName(path)) return [{ path, reason: 'a symbolic link' }];
  return [];
}
