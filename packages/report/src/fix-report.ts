import type { LocatedFinding } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import type { TextOptions } from './text-options.ts';

/** What `validate --fix` did, or would do. */
export interface FixReport {
  readonly dryRun: boolean;
  /** Findings whose fix was made, as they were before it. */
  readonly made: readonly LocatedFinding[];
  readonly left: readonly LeftFix[];
}

/** A fix that was not made, and why. */
export interface LeftFix {
  readonly finding: LocatedFinding;
  readonly reason: string;
}

/** For people: a line a fix, above what is left to say of the files. */
export function fixText({ dryRun, made, left }: FixReport, { paint }: TextOptions): string {
  const files = new Set(made.map(({ source }) => source.file)).size;
  const head =
    made.length === 0
      ? 'Nothing to fix.'
      : `${dryRun ? 'Would fix' : 'Fixed'} ${plural(made.length, 'finding')} in ${plural(files, 'file')}:`;
  const rest = left.flatMap(({ finding, reason }) => [
    fixLine(finding),
    `      ${paint('dim', `not made: ${visible(reason)}`)}`,
  ]);
  const leftHead =
    left.length === 0 ? [] : [paint('yellow', `Left ${plural(left.length, 'fix', 'fixes')} to you:`)];
  return `${[paint('green', head), ...made.map(fixLine), ...leftHead, ...rest].join('\n')}\n`;
}

const fixLine = ({ source, line, column, rule, fix }: LocatedFinding): string =>
  visible(`  ${source.file}:${line}:${column}: ${fix?.description ?? ''} [${rule}]`);

/** The same as data: what each fix was, and why one was left. */
export const fixJson = ({ dryRun, made, left }: FixReport): object => ({
  dryRun,
  made: made.map(named),
  left: left.map(({ finding, reason }) => ({ ...named(finding), reason })),
});

const named = ({ rule, path, source, line, column, fix }: LocatedFinding): object => ({
  rule,
  path,
  source,
  line,
  column,
  description: fix?.description ?? '',
});
