import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { InputFile, Unreadable } from '@outrider/core';
import { checkoutOf, pathInCheckout } from '../git/checkout.ts';
import { checkTotals, isManifestName, LIMITS, PathError, type Side, tooLarge } from './side.ts';

/** What paths are relative to, and where they may lead: real paths. */
export interface Places {
  readonly workingDirectory: string;
  readonly allowed: readonly string[];
}

/**
 * Reads a folder or file below the workspace or the temporary folder. Links are never followed: what a renderer
 * wrote may hold links to anywhere.
 *
 * @throws PathError
 */
export function folderSide(path: string, places: Places): Side {
  const real = allowedPath(path, places);
  const stats = lstatSync(real);
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new PathError(`Cannot read ${path}: it is no file and no folder`);
  }
  const root = stats.isFile() ? dirname(real) : real;
  const { names, skipped } = stats.isFile() ? { names: [basename(real)], skipped: [] } : find(real, path);
  const checkout = checkoutOf(root);
  return {
    ...readAll(root, names, path),
    skipped,
    folder: checkout === undefined ? null : pathInCheckout(checkout, root),
  };
}

/**
 * The real path behind a path of an input.
 *
 * @throws PathError where there is nothing, or it is outside of what may be read
 */
export function allowedPath(path: string, { workingDirectory, allowed }: Places): string {
  const real = realPath(resolve(workingDirectory, path));
  if (real === undefined) throw new PathError(`Cannot read ${path}: there is no such file or folder`);
  if (!allowed.some((folder) => isInside(real, folder))) {
    throw new PathError(`Cannot read ${path}: it is outside the workspace and the runner's temporary folder`);
  }
  return real;
}

export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

export const isMissing = (path: string, { workingDirectory }: Places): boolean =>
  lstatSync(resolve(workingDirectory, path), { throwIfNoEntry: false }) === undefined;

export function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === '' || (!isAbsolute(steps) && steps !== '..' && !steps.startsWith(`..${sep}`));
}

interface Found {
  readonly names: string[];
  readonly skipped: string[];
}

function find(root: string, path: string): Found {
  const found: Found = { names: [], skipped: [] };
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of readdirSync(join(root, folder))) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const inside = folder === '' ? name : `${folder}/${name}`;
      sortIn(inside, lstatSync(join(root, inside)), found, folders);
      checkTotals(found.names.length, 0, path);
    }
  }
  found.names.sort();
  found.skipped.sort();
  return found;
}

function sortIn(path: string, stats: Stats, { names, skipped }: Found, folders: string[]): void {
  if (stats.isDirectory()) folders.push(path);
  else if (stats.isSymbolicLink()) skipped.push(`${path} (a symbolic link)`);
  else if (!isManifestName(path)) return;
  else if (stats.isFile()) names.push(path);
  else skipped.push(`${path} (no regular file)`);
}

/** Bytes that are no UTF-8 become U+FFFD, which the reader of manifests reports. */
function readAll(root: string, names: readonly string[], path: string): Pick<Side, 'files' | 'tooLarge'> {
  const files: InputFile[] = [];
  const large: Unreadable[] = [];
  let bytes = 0;
  for (const file of names) {
    const { size } = lstatSync(join(root, file));
    if (size > LIMITS.fileBytes) {
      large.push(tooLarge(file, size));
      continue;
    }
    bytes += size;
    checkTotals(names.length, bytes, path);
    files.push({ file, text: readFileSync(join(root, file), 'utf8') });
  }
  return { files, tooLarge: large };
}
