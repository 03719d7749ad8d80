import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { InputFile } from '@outrider/core';

/** A path that cannot be read as manifests, or must not be. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

/** The manifests of one side. */
export interface Side {
  /** Real path of the folder, or of the folder that holds the single file. */
  readonly root: string;
  /** File names relative to `root`, with `/`, in the order of their code units. */
  readonly files: readonly InputFile[];
  /** Links and other things that are no regular files. */
  readonly skipped: readonly string[];
}

const MOST_FILES = 5000;
const MOST_BYTES = 64 * 1024 * 1024;
const EXTENSION = /\.(?:ya?ml|json)$/;

/**
 * Reads a folder or file below the workspace or the temporary folder. Links are never followed: what a renderer
 * wrote may hold links to anywhere.
 *
 * @throws PathError
 */
export function readSide(path: string, workspace: string, allowed: readonly string[]): Side {
  const asked = resolve(workspace, path);
  const real = realPath(asked, path);
  if (!allowed.some((folder) => isInside(real, folder))) {
    throw new PathError(`Cannot read ${path}: it is outside the workspace and the runner's temporary folder`);
  }
  const stats = lstatSync(real);
  if (stats.isFile()) {
    return { root: resolve(real, '..'), files: [{ file: basename(real), text: textOf(real) }], skipped: [] };
  }
  if (!stats.isDirectory()) throw new PathError(`Cannot read ${path}: it is no file and no folder`);
  const { names, skipped } = find(real);
  return { root: real, files: readAll(real, names, path), skipped };
}

export const isMissing = (path: string, workspace: string): boolean => {
  try {
    lstatSync(resolve(workspace, path));
    return false;
  } catch {
    return true;
  }
};

function realPath(asked: string, path: string): string {
  try {
    return realpathSync(asked);
  } catch {
    throw new PathError(`Cannot read ${path}: there is no such file or folder`);
  }
}

export function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === '' || (!isAbsolute(steps) && steps !== '..' && !steps.startsWith(`..${sep}`));
}

interface Found {
  readonly names: string[];
  readonly skipped: string[];
}

function find(root: string): Found {
  const found: Found = { names: [], skipped: [] };
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of readdirSync(join(root, folder))) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      sortIn(path, lstatSync(join(root, path)), found, folders);
    }
  }
  found.names.sort();
  found.skipped.sort();
  return found;
}

function sortIn(path: string, stats: Stats, { names, skipped }: Found, folders: string[]): void {
  if (stats.isDirectory()) folders.push(path);
  else if (!EXTENSION.test(path)) return;
  else if (stats.isFile()) names.push(path);
  else skipped.push(path);
  if (names.length > MOST_FILES) throw new PathError(`Cannot read more than ${MOST_FILES} files`);
}

function readAll(root: string, names: readonly string[], path: string): readonly InputFile[] {
  let bytes = 0;
  return names.map((file) => {
    bytes += lstatSync(join(root, file)).size;
    if (bytes > MOST_BYTES) throw new PathError(`Cannot read ${path}: its manifests are larger than 64 MiB`);
    return { file, text: textOf(join(root, file)) };
  });
}

/** Bytes that are no UTF-8 become U+FFFD, which the reader of manifests reports. */
function textOf(path: string): string {
  if (lstatSync(path).size > MOST_BYTES)
    throw new PathError(`Cannot read ${basename(path)}: it is larger than 64 MiB`);
  return readFileSync(path, 'utf8');
}
