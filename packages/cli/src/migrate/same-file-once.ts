import { realpathSync } from 'node:fs';
import type { Input } from '../input/find-input.ts';

/** A file that the input also has behind a link is one file, under its own name: it is changed once. */
export function sameFileOnce(input: Input): Input {
  const names = new Map<string, string>();
  const reals = input.sources.map(({ file, path }) => (path === undefined ? file : realOf(path)));
  for (const [index, { file, path }] of input.sources.entries()) {
    const real = reals[index] ?? file;
    if (!names.has(real) || isItself(path, real)) names.set(real, file);
  }
  return {
    ...input,
    sources: input.sources.filter(({ file }, index) => names.get(reals[index] ?? file) === file),
  };
}

const isItself = (path: string | undefined, real: string): boolean =>
  path !== undefined && real.endsWith(path.replace(/^\.\//, ''));

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
