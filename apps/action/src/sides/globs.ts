import picomatch from 'picomatch';
import { isManifestName } from './side.ts';

/** Which files of a repository are manifests. */
export interface Globs {
  /** Folders or files below which all of them are; `''` is the whole repository. */
  readonly folders: readonly string[];
  readonly matches: (path: string) => boolean;
}

/**
 * One glob a line, relative to a folder of the repository (`''` is its top); a line that begins with `!` takes files
 * away again. A folder means all manifests below it.
 */
export function globsOf(lines: readonly string[], folder: string): Globs {
  const positive = lines.filter((line) => !line.startsWith('!')).map(normal);
  const negative = lines.filter((line) => line.startsWith('!')).map((line) => normal(line.slice(1)));
  const isWanted = matcherOf(positive);
  const isUnwanted = negative.length === 0 ? () => false : matcherOf(negative);
  const prefix = folder === '' ? '' : `${folder}/`;
  return {
    folders: [...new Set(positive.map((glob) => `${prefix}${picomatch.scan(glob).base}`.replace(/\/$/, '')))],
    matches: (path) => {
      if (!path.startsWith(prefix) || !isManifestName(path)) return false;
      const own = path.slice(prefix.length);
      return isWanted(own) && !isUnwanted(own);
    },
  };
}

/** Lines of the input that say something. */
export const globLines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether a glob names files outside of where it starts. */
export const leavesItsFolder = (line: string): boolean => {
  const glob = line.replace(/^!/, '');
  return /^[/\\]|^[A-Za-z]:/.test(glob) || glob.split(/[/\\]/).includes('..');
};

const normal = (glob: string): string =>
  glob
    .trim()
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');

/** What ends in a name without wildcards may be a folder. */
const mayBeFolder = (glob: string): boolean => !/[*?[\](){}!]/.test(glob.split('/').at(-1) ?? '');

function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    if (glob === '') return ['**'];
    return mayBeFolder(glob) ? [glob, `${glob}/**`] : [glob];
  });
  // A file's name may hold a line break, which `.` of a regular expression leaves out.
  return picomatch(patterns, { nonegate: true, flags: 's' });
}
