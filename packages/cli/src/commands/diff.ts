import {
  type Analysis,
  type AnalysisDiff,
  analyze,
  diffAnalyses,
  SEVERITIES,
  type Severity,
} from '@outrider/core';
import { diffHtml, diffJson, diffMarkdown, diffText, isQuiet } from '@outrider/report';
import { analyzeInput } from '../analyze-input.ts';
import { type Compared, comparedSides } from '../diff/compared-sides.ts';
import { onlyWorkload } from '../diff/only-workload.ts';
import { adjustFindings } from '../findings/adjust-findings.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import type { Input } from '../input/find-input.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { resourceOptions } from '../resource-options.ts';
import { textOptions } from '../text-options.ts';

const FORMATS = ['text', 'json', 'markdown', 'html'] as const;

/** `outrider diff`: what a change of manifests changes for the Pods. */
export async function diff(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const compared = await comparedSides(flags, io);
  const result = await compare(compared, flags, io);
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return diffJson(result);
      case 'markdown':
        return diffMarkdown(result, isQuiet(result) ? {} : { footer: compared.footer });
      case 'html':
        return diffHtml(result);
      case 'text':
        return diffText(result, { ...textOptions(flags, io, isTerminal), quiet: flags.has('quiet') });
    }
  });
  return exitCodeOf(result, (flags.value('fail-on') ?? 'never') as Severity | 'never');
}

async function compare(
  { base, head, context, unread }: Compared,
  flags: ParsedFlags,
  io: Io,
): Promise<AnalysisDiff> {
  const project = await projectOf(flags);
  const rules = rulesOf(project);
  const resources = resourceOptions(flags);
  const adjust = adjustFindings(flags, project);
  const options = { ...project.options, rules, ...resources };
  const given = { release: project.release, flags, io, options };
  const analyzed = (input: Input): Analysis => {
    const analysis = adjust(analyzeInput(input, given, analyze));
    // What is the same on both sides is not compared, so it is no matter that it cannot be read.
    return { ...analysis, unreadable: analysis.unreadable.filter(({ file }) => !context.has(file)) };
  };
  const [before, after] = onlyWorkload([analyzed(base), analyzed(head)], flags);
  const { node, daemonSets } = resources;
  return diffAnalyses(before, after, {
    unread,
    rules,
    settings: project.config.settings,
    adjust: (findings, workload) =>
      adjust({ ...after, workloads: [workload], findings }).findings.filter(
        ({ origin }) => origin === 'rule',
      ),
    ...(node && { node: { node, ...(daemonSets && { daemonSets }) } }),
  });
}

/** `--fail-on` counts findings that the head adds. */
function exitCodeOf({ unreadable, totals }: AnalysisDiff, failOn: Severity | 'never'): 0 | 1 | 2 {
  if (unreadable.before.length + unreadable.after.length > 0) return 2;
  if (failOn === 'never') return 0;
  const counted = SEVERITIES.slice(SEVERITIES.indexOf(failOn));
  return counted.some((severity) => totals.findings.added[severity] > 0) ? 1 : 0;
}
