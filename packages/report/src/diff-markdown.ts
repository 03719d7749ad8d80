import type { AnalysisDiff, WorkloadDiff } from '@outrider/core';
import { type Detail, fit } from './diff/fit.ts';
import { headline, headlineParts, isQuiet } from './diff/headline.ts';
import { changesTable, severityText } from './diff/markdown-changes.ts';
import { findingsTable, fixedLine, ruleLink, whoseMarkdown } from './diff/markdown-findings.ts';
import { groupsTable, memberFolds, namesFold } from './diff/markdown-groups.ts';
import { notComparedFold, totalsTable, unreadableTable } from './diff/markdown-totals.ts';
import { type Diagrams, workloadBlock, workloadFold } from './diff/markdown-workload.ts';
import { notComparedWords } from './diff/not-compared.ts';
import { singleWorkloads, worstFirst } from './diff/single-workloads.ts';
import { type ToldFinding, toldFindings } from './diff/told-findings.ts';
import { toldGroups } from './diff/told-groups.ts';
import { clip } from './escape/clip.ts';
import { markdownProse } from './escape/prose.ts';
import { plural } from './plural.ts';

export interface DiffMarkdownOptions {
  /** First word of the heading; default `Outrider`. */
  readonly title?: string;
  /** At most so many UTF-16 units; default 60,000. */
  readonly maxLength?: number;
  /** Address of a line of a file of the head; `null` where there is none. */
  readonly linkTo?: (file: string, line: number) => string | null;
  /** How start and stop are drawn; default `text`, which no day of trouble at GitHub spoils. */
  readonly diagrams?: Diagrams;
  /** Markdown for the last line, e.g. what was compared with what. */
  readonly footer?: readonly string[];
}

const MAX_LENGTH = 60_000;

/** `outrider diff -o markdown`, and the comment of the Action: what a reviewer of a pull request wants to know, first things first. */
export function diffMarkdown(diff: AnalysisDiff, options: DiffMarkdownOptions = {}): string {
  const limit = options.maxLength ?? MAX_LENGTH;
  return fit(limit, mostOf(diff), (detail) => render(diff, options, detail), verdict(diff, limit));
}

/** As many parts of the headline as there is room for. */
function verdict(diff: AnalysisDiff, limit: number): string {
  const parts = headlineParts(diff);
  const texts = parts.map((_, index) => `### ${parts.slice(0, parts.length - index).join(', ')}\n`);
  return texts.find((text) => text.length <= limit) ?? '';
}

/** With so many rows, names and folded details nothing is left out. */
function mostOf(diff: AnalysisDiff): Omit<Detail, 'tables'> {
  const { workloads, groups, otherFindings, unreadable } = diff;
  const findings = [...workloads.map((workload) => workload.findings), otherFindings];
  return {
    names: Math.max(0, ...groups.map(({ count }) => count)),
    folds: groups.length + workloads.length,
    rows:
      workloads.length +
      findings.reduce((sum, { added, fixed }) => sum + added.length + fixed.length, 0) +
      unreadable.before.length +
      unreadable.after.length +
      notComparedWords(diff).length,
  };
}

function render(diff: AnalysisDiff, options: DiffMarkdownOptions, detail: Detail): string {
  const heading = `### ${markdownProse(clip(options.title ?? 'Outrider', 80))}: ${headline(diff)}`;
  const blocks = isQuiet(diff) ? [] : body(diff, options, detail);
  return `${[heading, ...blocks, footer(diff, options)].filter((block) => block !== '').join('\n\n')}\n`;
}

function body(diff: AnalysisDiff, options: DiffMarkdownOptions, detail: Detail): readonly string[] {
  const single = singleWorkloads(diff);
  const asTables = single.length <= (diff.groups.length > 0 ? 1 : detail.tables);
  const findings = toldFindings(diff);
  return [
    worst(findings),
    totalsTable(diff, detail),
    groupsTable(diff, detail),
    ...(asTables ? single.map(workloadBlock) : [changesTable(single, detail)]),
    unreadableTable(diff, detail),
    findingsTable(findings, detail.rows, options),
    fixedLine(diff, detail.rows),
    ...foldsOf(diff, single, detail, options.diagrams ?? 'text'),
    isCut(diff, single, detail)
      ? 'Not everything fits here: the job summary and the JSON report have the rest.'
      : '',
  ];
}

/** Errors stand in an alert, at most one; of warnings one is named where there are several. */
function worst(findings: readonly ToldFinding[]): string {
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  if (errors.length > 0) return alert(errors);
  const [first, second] = findings.filter(({ finding }) => finding.severity === 'warning');
  if (first === undefined || second === undefined) return '';
  return `Worst: ${severityText(first.finding.severity)} ${ruleLink(first.finding)} in ${whoseMarkdown(first)}.`;
}

const MOST_ERRORS = 3;

function alert(errors: readonly ToldFinding[]): string {
  const lines = errors
    .slice(0, MOST_ERRORS)
    .map(
      (told) =>
        `> ${whoseMarkdown(told)}: ${markdownProse(clip(told.finding.message, 300))} (${ruleLink(told.finding)})`,
    );
  return ['> [!CAUTION]', lines.join('\n>\n')].join('\n');
}

/** GitHub draws each in a frame of its own, which takes its time. */
const MOST_MERMAID = 3;

function foldsOf(
  diff: AnalysisDiff,
  single: readonly WorkloadDiff[],
  detail: Detail,
  diagrams: Diagrams,
): readonly string[] {
  if (detail.folds === 0) return [];
  const told = [
    ...worstFirst(single.filter(hasFold)).map((workload) => ({ workload, group: '' })),
    ...toldGroups(diff)
      .filter(({ first }) => hasFold(first))
      .map(({ first, letters }) => ({ workload: first, group: `Group ${letters}, for example ` })),
  ];
  const folds = told
    .slice(0, detail.folds)
    .map(({ workload, group }, index) =>
      workloadFold(workload, diagrams === 'mermaid' && index >= MOST_MERMAID ? 'text' : diagrams, group),
    );
  return [...memberFolds(diff, detail), ...folds, namesFold(diff, detail), notComparedFold(diff, detail)];
}

const hasFold = ({ change, pod, object }: WorkloadDiff): boolean =>
  change === 'changed' && pod.length + object.length > 0;

const isCut = (
  diff: AnalysisDiff,
  single: readonly WorkloadDiff[],
  { rows, folds, names }: Detail,
): boolean =>
  folds < single.filter(hasFold).length + diff.groups.length ||
  single.length > rows ||
  diff.groups.some(({ count }) => count > names);

function footer({ totals }: AnalysisDiff, { footer: parts = [] }: DiffMarkdownOptions): string {
  const { unchanged, different } = totals.workloads;
  const rest = different > 0 && unchanged > 0 ? [`${plural(unchanged, 'workload')} unchanged`] : [];
  const all = [...rest, ...parts];
  return all.length === 0 ? '' : `<sub>${all.join(' · ')}</sub>`;
}
