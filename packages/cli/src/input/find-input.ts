import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Unreadable } from '@outrider/core';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { cannotRead, reasonOf } from './cannot-read.ts';
import { findFiles } from './find-files.ts';

/** One text to read: a file on disk, or one that is there already (standard input, a git object). */
export interface InputSource {
  /** What findings call it. */
  readonly file: string;
  /** Where it is, if it has to be read. */
  readonly path?: string;
  readonly text?: string;
}

/** The texts behind the paths of a command line, not read yet, and the paths that lead nowhere. */
export interface Input {
  readonly sources: readonly InputSource[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Finds what the paths of a command line lead to, each file once.
 *
 * @throws UsageError if there is no path
 */
export async function findInput(paths: readonly string[], io: Io): Promise<Input> {
  if (paths.length === 0)
    throw new UsageError('No input: give files, directories, or "-" for standard input');
  const found = new Map<string, InputSource>();
  const unreadable: Unreadable[] = [];
  for (const path of new Set(paths)) {
    if (path === '-') {
      found.set(path, { file: '-', text: await io.stdin() });
      continue;
    }
    const files = filesOf(path);
    if ('message' in files) unreadable.push(files);
    else for (const file of files) found.set(resolve(file), { file, path: file });
  }
  return { sources: [...found.values()], unreadable };
}

/** The same for one side of a comparison: names are relative to the path, so that both sides call a file the same. */
export async function findSide(path: string, io: Io): Promise<Input> {
  const { sources, unreadable } = await findInput([path], io);
  const named = (file: string): string => relative(path, file) || file;
  return {
    sources: sources.map((source) =>
      source.path === undefined ? source : { ...source, file: named(source.path) },
    ),
    unreadable,
  };
}

function filesOf(path: string): readonly string[] | Unreadable {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = findFiles(join(path));
    return files.length > 0 ? files : cannotRead(path, 'the directory holds no *.yaml, *.yml or *.json file');
  } catch (error) {
    return cannotRead(path, reasonOf(error));
  }
}
