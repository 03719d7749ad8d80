import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

const EXTENSION = /\.(?:yaml|yml|json)$/;

/**
 * All manifests below a directory, in sorted order: `*.yaml *.yml *.json`, without `node_modules` and dot folders.
 * Symbolic links are followed where they stay inside the directory.
 */
export function findFiles(directory: string): readonly string[] {
  return [...walk(directory, realpathSync(directory), new Set())];
}

function* walk(directory: string, root: string, seen: Set<string>): Generator<string> {
  const real = realpathSync(directory);
  if (seen.has(real)) return;
  seen.add(real);
  const entries = readdirSync(directory, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    const kind = kindOf(entry, path, root);
    if (kind === 'file' && EXTENSION.test(entry.name)) yield path;
    if (kind === 'directory' && !isSkipped(entry.name)) yield* walk(path, root, seen);
  }
}

/** The same choice for a path inside a tree that is no directory on disk; with `/` as in git. */
export function hasManifestName(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return EXTENSION.test(path) && !folders.some(isSkipped);
}

const isSkipped = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

function kindOf(entry: Dirent, path: string, root: string): 'file' | 'directory' | 'other' {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? kindOfLink(path, root) : 'other';
}

/** A link that leaves the directory, or leads nowhere, is no part of it. */
function kindOfLink(path: string, root: string): 'file' | 'directory' | 'other' {
  try {
    const real = realpathSync(path);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return 'other';
    const stats = statSync(real);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
  } catch {
    return 'other';
  }
}
