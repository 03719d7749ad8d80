import type { Severity } from '@outrider/core';
import {
  validateGithub,
  validateGitlab,
  validateJson,
  validateJunit,
  validateMarkdown,
  validateSarif,
  validateText,
} from '@outrider/report';
import manifest from '../../package.json' with { type: 'json' };
import { analyzeObjects } from '../analyze-input.ts';
import { clusterOf } from '../cluster.ts';
import { exitCodeOf } from '../exit-code.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput } from '../input/find-input.ts';
import { lineReader } from '../input/read-texts.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { storedOptions } from '../stored-options.ts';
import { textOptions } from '../text-options.ts';

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;

/** `outrider validate`: the API server's verdict, then the rules'. */
export async function validate(flags: ParsedFlags, io: Io): Promise<number> {
  if (flags.has('explain')) return (await import('../facts/explain.ts')).explainRule(flags, io);
  if (flags.has('from') || flags.has('to')) return (await import('../upgrade.ts')).upgrade(flags, io);
  const targets = targetsOf(flags, FORMATS);
  const release = clusterOf(flags);
  const adjust = adjustFindings(flags);
  const input = await findInput(flags.paths, io);
  const stored = await storedOptions(flags, io);
  const read = analyzeObjects(input, { release, flags, io, options: stored.options });
  const all = { ...read, unreadable: [...stored.unreadable, ...read.unreadable] };
  const analysis = adjust(all);
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return validateJson(analysis);
      case 'github':
        return validateGithub(analysis);
      case 'gitlab':
        return validateGitlab(analysis);
      case 'sarif':
        return validateSarif(analysis, manifest.version);
      case 'markdown':
        return validateMarkdown(analysis);
      case 'junit':
        return validateJunit(analysis);
      case 'text':
        return validateText(analysis, {
          ...textOptions(flags, io, isTerminal),
          lineOf: lineReader(input),
          quiet: flags.has('quiet'),
          server: all,
        });
    }
  });
  return exitCodeOf(analysis, (flags.value('fail-on') ?? 'error') as Severity | 'never');
}
