import type { InputFile, Unreadable } from '@outrider/core';
import { UserError } from '../user-error.ts';

/** A path that cannot be read as manifests, or must not be. */
export class PathError extends UserError {
  override readonly name = 'PathError';
}

/** The manifests of one side. */
export interface Side {
  /** In the order of the code units of their names. */
  readonly files: readonly InputFile[];
  /** Files that are left out because they are too large. */
  readonly tooLarge: readonly Unreadable[];
  /** Links, submodules and other things that are no regular files, each with what it is. */
  readonly skipped: readonly string[];
  /** Folder of the repository that file names are relative to, with `/`; `null`: the files are in none. */
  readonly folder: string | null;
}

/** Both sides, and what is known of where they came from. */
export interface Sides {
  /** `null`: there is nothing to compare against. */
  readonly base: Side | null;
  readonly head: Side;
  readonly commits: ComparedCommits;
  /** The working directory from the top of the repository, with `/`; `''` is the top. */
  readonly workingFolder: string;
  /** Text of a file of the base side, by its path from the working directory; undefined where there is none. */
  readonly readBase: (path: string) => string | undefined;
  /** The same of the head, to tell whether it differs. */
  readonly readHead: (path: string) => string | undefined;
  /** What a person should know of the reading. */
  readonly warnings: readonly string[];
  /** Sentences for the end of the report. */
  readonly notes: readonly string[];
  /** Paths that lead `outrider diff --git` to the same files; empty where git cannot. */
  readonly paths: readonly string[];
}

/** Empty texts where a commit is not known. */
export interface ComparedCommits {
  readonly base: string;
  /** The head of the pull request rather than GitHub's merge of it. */
  readonly head: string;
  readonly isMerge: boolean;
}

const MIB = 1024 * 1024;

export const LIMITS: Readonly<Record<'files' | 'fileBytes' | 'allBytes', number>> = {
  files: 5000,
  fileBytes: 16 * MIB,
  allBytes: 64 * MIB,
};

export const isManifestName = (name: string): boolean => /\.(?:ya?ml|json)$/.test(name);

export const tooLarge = (file: string, bytes: number): Unreadable => ({
  file,
  document: 0,
  line: 1,
  column: 1,
  message: `the file has ${bytes} bytes, more than the ${LIMITS.fileBytes} that are read`,
});

/** @throws PathError where there is more than a reader should be made to read */
export function checkTotals(files: number, bytes: number, what: string): void {
  if (files > LIMITS.files) throw new PathError(`Cannot read ${what}: more than ${LIMITS.files} files`);
  if (bytes > LIMITS.allBytes)
    throw new PathError(`Cannot read ${what}: its manifests are larger than 64 MiB`);
}
