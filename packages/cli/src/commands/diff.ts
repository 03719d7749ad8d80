import { type Analysis, type AnalysisDiff, diffAnalyses, SEVERITIES, type Severity } from '@outrider/core';
import { diffJson, diffMarkdown, diffText } from '@outrider/report';
import { analyzeInput } from '../analyze-input.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findSide, type Input } from '../input/find-input.ts';
import { findRevision } from '../input/find-revision.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;

/** `outrider diff`: what a change of manifests changes for the Pods. */
export async function diff(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const project = await projectOf(flags);
  const context = { release: project.release, flags, io, options: project.options };
  const adjust = adjustFindings(flags, project);
  const analyzed = (side: Input): Analysis => adjust(analyzeInput(side, context));
  const [base, head] = await sidesOf(flags, io);
  const result = diffAnalyses(analyzed(base), analyzed(head));
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return diffJson(result);
      case 'markdown':
        return diffMarkdown(result);
      case 'text':
        return diffText(result, textOptions(flags, io, isTerminal));
    }
  });
  return exitCodeOf(result, (flags.value('fail-on') ?? 'never') as Severity | 'never');
}

async function sidesOf(flags: ParsedFlags, io: Io): Promise<readonly [base: Input, head: Input]> {
  const range = flags.value('git');
  if (range !== undefined) return revisionsOf(range, flags.paths);
  const [base, head, ...more] = flags.paths;
  if (base === undefined || head === undefined || more.length > 0) {
    throw new UsageError('diff compares two paths: outrider diff BASE HEAD, or --git BASE..HEAD -- PATH…');
  }
  if (base === '-' && head === '-') throw new UsageError('Only one side can be standard input');
  return [await findSide(base, io), await findSide(head, io)];
}

function revisionsOf(range: string, paths: readonly string[]): readonly [base: Input, head: Input] {
  const [, base = '', head = ''] = /^(.+?)\.\.(?!\.)(.+)$/.exec(range) ?? [];
  if (base === '') throw new UsageError(`Cannot read --git ${range}: write BASE..HEAD, as in main..HEAD`);
  return [findRevision(base, paths), findRevision(head, paths)];
}

/** `--fail-on` counts findings that the head adds. */
function exitCodeOf({ unreadable, totals }: AnalysisDiff, failOn: Severity | 'never'): 0 | 1 | 2 {
  if (unreadable.before.length + unreadable.after.length > 0) return 2;
  if (failOn === 'never') return 0;
  const counted = SEVERITIES.slice(SEVERITIES.indexOf(failOn));
  return counted.some((severity) => totals.findings.added[severity] > 0) ? 1 : 0;
}
