import type { Paint } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import type { Input } from '../input/find-input.ts';
import { withTexts } from '../input/with-texts.ts';
import { writeBack } from '../input/write-back.ts';
import { UsageError } from '../usage-error.ts';
import { type Fixed, type FixOptions, fixInput } from './fix-input.ts';
import { diffText, unifiedDiff } from './unified-diff.ts';

export interface FixRun extends Fixed {
  /** What is to be looked at now: the texts with their fixes, or in a dry run those that are there. */
  readonly now: Input;
  /** For `-o json`. */
  readonly patches: readonly { readonly file: string; readonly patch: string }[];
  /** The same for people, or for `git apply`. */
  readonly patchText: (paint: Paint, isTerminal: boolean) => string;
}

/**
 * `validate --fix`: makes the fixes, and writes the files unless it is a dry run.
 *
 * @throws UsageError where a file cannot be written, or standard input would have to be
 */
export function runFixes(
  given: Input,
  flags: ParsedFlags,
  options: Pick<FixOptions, 'release' | 'analyze'>,
): FixRun {
  const dryRun = flags.has('dry-run');
  if (!dryRun && given.sources.some(({ file }) => file === '-')) {
    throw new UsageError('Cannot fix standard input in place: "--fix --dry-run -" prints the patch');
  }
  const fixed = fixInput(withTexts(given), { ...options, dryRun, suggestions: flags.has('suggestions') });
  if (!dryRun) for (const { file, after } of fixed.changed) writeBack(given, file, after);
  const patches = fixed.changed.map(({ file, before, after }) => ({
    file,
    patch: unifiedDiff(file, before, after),
  }));
  return {
    ...fixed,
    now: dryRun ? given : fixed.input,
    patches,
    patchText: (paint, isTerminal) => patches.map(({ patch }) => diffText(patch, paint, isTerminal)).join(''),
  };
}
