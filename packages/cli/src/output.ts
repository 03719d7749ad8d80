import { writeFileSync } from 'node:fs';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { didYouMean } from './flags/suggest.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

/** Where one report goes: standard output, or a file. */
export interface Target<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/** Formats of the contract that no command of this version prints yet. */
const PLANNED: readonly string[] = [
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
  'svg',
  'html',
  'mermaid',
];

/**
 * What `-o FORMAT` and `-o FORMAT=FILE` ask for; `text` on standard output if nothing.
 *
 * @throws UsageError for a format the command does not have, or two on standard output
 */
export function targetsOf<Format extends string>(
  flags: ParsedFlags,
  formats: readonly Format[],
): readonly Target<Format>[] {
  const given = flags.values('output');
  const targets = (given.length === 0 ? ['text'] : given).map((text) => targetOf(text, formats));
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      'Only one format can go to standard output: give the others a file, as in -o json=out.json',
    );
  }
  return targets;
}

function targetOf<Format extends string>(text: string, formats: readonly Format[]): Target<Format> {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  if (file === '') throw new UsageError(`-o ${text} lacks the file's name`);
  const format = formats.find((known) => known === name);
  if (format === undefined) throw new UsageError(unknownFormat(name, formats));
  return file === undefined ? { format } : { format, file };
}

function unknownFormat(name: string, formats: readonly string[]): string {
  if (PLANNED.includes(name)) {
    return `Format "${name}" is not there for this command in this version: there are ${formats.join(', ')}`;
  }
  return `Unknown format "${name}"${didYouMean(name, formats) || `: known are ${formats.join(', ')}`}`;
}

/**
 * Prints each report where it belongs.
 *
 * @throws UsageError if a file cannot be written
 */
export function writeReports<Format extends string>(
  targets: readonly Target<Format>[],
  io: Io,
  print: (format: Format, isTerminal: boolean) => string,
): void {
  for (const { format, file } of targets) {
    if (file === undefined) io.out(print(format, io.isOutTerminal));
    else writeTo(file, print(format, false));
  }
}

function writeTo(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${(error as Error).message}`);
  }
}
