import type { InputFile } from '@outrider/core';
import type { Repository } from '../git/repository.ts';
import { listTree, sizesOf, type TreeEntry, textsOf } from '../git/tree.ts';
import type { Globs } from './globs.ts';
import { checkTotals, isManifestName, LIMITS, type Side, tooLarge } from './side.ts';

/** The manifests of a commit, read as git objects: nothing is checked out, no link is followed. */
export function gitSide({ git }: Repository, commit: string, globs: Globs): Side {
  const entries = listTree(git, commit, globs.folders);
  const wanted = entries.filter(({ kind, path }) => kind === 'file' && globs.matches(path));
  const sizes = sizesOf(
    git,
    wanted.map(({ id }) => id),
  );
  const sizeOf = ({ id }: TreeEntry): number => sizes.get(id) ?? 0;
  const small = wanted.filter((entry) => sizeOf(entry) <= LIMITS.fileBytes);
  const bytes = small.reduce((sum, entry) => sum + sizeOf(entry), 0);
  checkTotals(wanted.length, bytes, `commit ${commit.slice(0, 12)}`);
  const texts = textsOf(
    git,
    small.map(({ id }) => id),
  );
  return {
    files: small.map(({ path, id }): InputFile => ({ file: path, text: texts.get(id) ?? '' })),
    tooLarge: wanted
      .filter((entry) => sizeOf(entry) > LIMITS.fileBytes)
      .map((entry) => tooLarge(entry.path, sizeOf(entry))),
    skipped: entries.flatMap((entry) => skippedOf(entry, globs)),
    folder: '',
  };
}

/** A link to a manifest, a link to a folder of manifests, a submodule where manifests are looked for. */
function skippedOf({ kind, path }: TreeEntry, globs: Globs): readonly string[] {
  const concerns = isManifestName(path) ? globs.matches(path) : globs.matches(`${path}/x.yaml`);
  if (kind === 'file' || !concerns) return [];
  return [`${path} (${kind === 'link' ? 'a symbolic link' : 'a submodule'})`];
}
