import type { Severity } from '@outrider/core';
import { validateGithub, validateJson, validateJunit, validateText } from '@outrider/report';
import { analyzeInput } from '../analyze-input.ts';
import { clusterOf } from '../cluster.ts';
import { exitCodeOf } from '../exit-code.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { lineReader } from '../input/line-reader.ts';
import { readInput } from '../input/read-input.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { textOptions } from '../text-options.ts';

const FORMATS = ['text', 'json', 'github', 'junit'] as const;

/** `outrider validate`: the API server's verdict, then the rules'. */
export async function validate(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const release = clusterOf(flags);
  const adjust = adjustFindings(flags);
  const input = await readInput(flags.paths, io);
  const analysis = adjust(analyzeInput(input, release, io));
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return validateJson(analysis);
      case 'github':
        return validateGithub(analysis);
      case 'junit':
        return validateJunit(analysis);
      case 'text':
        return validateText(analysis, {
          ...textOptions(flags, io, isTerminal),
          lineOf: lineReader(input.files),
          quiet: flags.has('quiet'),
        });
    }
  });
  return exitCodeOf(analysis, (flags.value('fail-on') ?? 'error') as Severity | 'never');
}
