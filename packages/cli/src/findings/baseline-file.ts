import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  type Analysis,
  type BaselineEntry,
  baselineOf,
  baselineText,
  type Config,
  readBaseline,
} from '@outrider/core';
import { plural } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { reasonOf } from '../input/cannot-read.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

const USUAL_NAME = 'outrider-baseline.json';

/** The baseline's file: that of `--baseline`, or the configuration's. */
function baselineFile(flags: ParsedFlags, { file, baseline }: Config): string | undefined {
  const given = flags.value('baseline');
  if (given !== undefined || baseline === undefined) return given;
  return relative('.', join(dirname(file), baseline));
}

/**
 * The findings to pass over; none where there is no baseline, or where it is to be written anew.
 *
 * @throws UsageError for a file that is not there or is no baseline
 */
export function knownFindings(flags: ParsedFlags, config: Config): readonly BaselineEntry[] {
  const file = baselineFile(flags, config);
  if (file === undefined || flags.has('write-baseline')) return [];
  const { entries, error } = readBaseline(textOf(file));
  if (entries === undefined) throw new UsageError(`Cannot use the baseline ${file}: ${error}`);
  return entries;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the baseline ${file}: ${reasonOf(error)}; --write-baseline makes it`);
  }
}

/**
 * `--write-baseline`: all findings that there are become known ones.
 *
 * @throws UsageError if the file cannot be written
 */
export function writeBaseline(
  analysis: Analysis,
  flags: ParsedFlags,
  config: Config,
  io: Io,
): readonly BaselineEntry[] {
  const file = baselineFile(flags, config) ?? USUAL_NAME;
  const entries = baselineOf(analysis);
  try {
    writeFileSync(file, baselineText(entries));
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${(error as Error).message}`);
  }
  const count = entries.reduce((sum, entry) => sum + entry.count, 0);
  const isNamed = baselineFile(flags, config) !== undefined;
  const hint = isNamed ? '' : `; name it with --baseline ${file}, or as baseline: ${file} in outrider.yaml`;
  io.err(`Wrote ${plural(count, 'finding')} to ${file}${hint}\n`);
  return entries;
}
