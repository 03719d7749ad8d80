import { type Analysis, analyze, type Release, type Severity } from '@outrider/core';
import {
  fixJson,
  fixText,
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
import { exitCodeOf } from '../exit-code.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import { knownFindings, writeBaseline } from '../findings/baseline-file.ts';
import type { FixRun } from '../fix/run-fixes.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput, type Input } from '../input/find-input.ts';
import { lineReader, readTexts } from '../input/read-texts.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { storedOptions } from '../stored-options.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;

/** `outrider validate`: the API server's verdict, then the rules'. */
export async function validate(flags: ParsedFlags, io: Io): Promise<number> {
  if (flags.has('explain')) return (await import('../facts/explain.ts')).explainRule(flags, io);
  if (flags.has('from') || flags.has('to')) return (await import('../upgrade.ts')).upgrade(flags, io);
  const targets = targetsOf(flags, FORMATS);
  const project = await projectOf(flags);
  const { release, config } = project;
  const adjust = adjustFindings(flags, project, knownFindings(flags, config));
  const found = await findInput(flags.paths, io);
  const stored = await storedOptions(flags, io);
  const context = {
    release,
    flags,
    io,
    options: { ...stored.options, ...project.options, rules: rulesOf(project) },
  };
  const again = (texts: Input): Analysis => adjust(analyze(readTexts(texts, []), release, context.options));
  const fixes = await fixesOf(found, flags, again, release);
  const input = fixes?.now ?? found;
  const read = analyzeObjects(input, context, analyze);
  const all = { ...read, unreadable: [...stored.unreadable, ...read.unreadable] };
  const adjusted = adjust(all);
  const analysis = flags.has('write-baseline')
    ? adjustFindings(flags, project, writeBaseline(adjusted, flags, config, io))(all)
    : adjusted;
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return validateJson(
          analysis,
          fixes && { fixes: { ...fixJson(fixes.report), patches: fixes.patches } },
        );
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
      case 'text': {
        const options = textOptions(flags, io, isTerminal);
        if (fixes?.report.dryRun) return fixes.patchText(options.paint, isTerminal);
        const findings = { ...options, lineOf: lineReader(input), quiet: flags.has('quiet'), server: all };
        return `${fixes ? `${fixText(fixes.report, options)}\n` : ''}${validateText(analysis, findings)}`;
      }
    }
  });
  if (fixes?.report.dryRun) io.err(fixText(fixes.report, textOptions(flags, io, io.isErrTerminal)));
  return exitCodeOf(analysis, (flags.value('fail-on') ?? config.failOn ?? 'error') as Severity | 'never');
}

/** What `--fix` asks for; its code is loaded for those who ask. */
async function fixesOf(
  input: Input,
  flags: ParsedFlags,
  analyze: (input: Input) => Analysis,
  release: Release,
): Promise<FixRun | undefined> {
  if (flags.has('fix'))
    return (await import('../fix/run-fixes.ts')).runFixes(input, flags, { analyze, release });
  const alone = (['dry-run', 'suggestions'] as const).find((name) => flags.has(name));
  if (alone !== undefined) throw new UsageError(`--${alone} needs --fix`);
  return undefined;
}
