import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { InputFile, Unreadable } from '@outrider/core';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { findFiles } from './find-files.ts';

/** The texts behind the paths of a command line, and what could not be read; one never hides the other. */
export interface Input {
  readonly files: readonly InputFile[];
  readonly unreadable: readonly Unreadable[];
}

type Item = InputFile | Unreadable;

/** @throws UsageError if there is no path */
export async function readInput(paths: readonly string[], io: Io): Promise<Input> {
  if (paths.length === 0)
    throw new UsageError('No input: give files, directories, or "-" for standard input');
  const seen = new Set<string>();
  const items: Item[] = [];
  for (const path of paths) {
    const key = path === '-' ? path : resolve(path);
    if (path === '-' && !seen.has(key)) items.push({ file: '-', text: await io.stdin() });
    else if (path !== '-') items.push(...readPath(path, seen));
    seen.add(key);
  }
  return {
    files: items.filter((item) => 'text' in item),
    unreadable: items.filter((item) => 'message' in item),
  };
}

/** A file that two paths lead to is read once. */
function readPath(path: string, seen: Set<string>): readonly Item[] {
  const files = filesOf(path);
  if (!Array.isArray(files)) return [files as Unreadable];
  return files.flatMap((file: string) => {
    const key = resolve(file);
    if (seen.has(key)) return [];
    seen.add(key);
    return [readFile(file)];
  });
}

function filesOf(path: string): readonly string[] | Unreadable {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = findFiles(path);
    return files.length > 0 ? files : cannotRead(path, 'the directory holds no *.yaml, *.yml or *.json file');
  } catch (error) {
    return cannotRead(path, reasonOf(error));
  }
}

function readFile(file: string): Item {
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    return cannotRead(file, reasonOf(error));
  }
}

const cannotRead = (file: string, message: string): Unreadable => ({
  file,
  document: 0,
  line: 1,
  column: 1,
  message,
});

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'too many symbolic links',
  ERR_STRING_TOO_LONG: 'the file is larger than 512 MiB, more than outrider reads at once',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
