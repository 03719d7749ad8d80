import { type Paint, type Tone, visible } from '@outrider/report';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** A patch as `git apply` and `patch -p1` take it. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const name = file.replace(/^\.?\//, '');
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return name.includes(' ') ? withTabs(patch, name) : patch;
}

/** As git writes a name with blanks: it ends at a tab, and git itself wants a first line of its own. */
const withTabs = (patch: string, name: string): string =>
  `diff --git a/${name} b/${name}\n${patch.replace(/^--- .*$/m, '$&\t').replace(/^\+\+\+ .*$/m, '$&\t')}`;

const TONES: readonly (readonly [start: string, tone: Tone])[] = [
  ['---', 'bold'],
  ['+++', 'bold'],
  ['@@', 'cyan'],
  ['-', 'red'],
  ['+', 'green'],
];

/** The same as text: `git apply` wants the patch itself, and a terminal must not obey what a manifest holds. */
export const diffText = (patch: string, paint: Paint, isTerminal: boolean): string =>
  paintedDiff(isTerminal ? harmless(patch) : patch, paint);

const harmless = (patch: string): string =>
  patch
    .split('\n')
    .map((line) => visible(line.replace(/\r$/, '').replaceAll('\t', '  ')))
    .join('\n');

/** With the colours that git gives it. */
const paintedDiff = (patch: string, paint: Paint): string =>
  patch
    .split('\n')
    .map((line) => {
      const tone = TONES.find(([start]) => line.startsWith(start))?.[1];
      return tone === undefined ? line : paint(tone, line);
    })
    .join('\n');
