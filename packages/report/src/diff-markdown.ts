import type { AnalysisDiff, LocatedFinding, WorkloadDiff } from '@outrider/core';
import { type Detail, fit } from './diff/fit.ts';
import { headline, isQuiet } from './diff/headline.ts';
import { changesTable, worstFirst } from './diff/markdown-changes.ts';
import { findingsTable, fixedLine, ruleLink, toldFindings } from './diff/markdown-findings.ts';
import { groupLetters, groupsTable, namesFold, toldGroups } from './diff/markdown-groups.ts';
import { notComparedFold, totalsTable, unreadableTable } from './diff/markdown-totals.ts';
import { type Diagrams, workloadBlock, workloadFold } from './diff/markdown-workload.ts';
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
  return fit(
    options.maxLength ?? MAX_LENGTH,
    mostOf(diff),
    (detail) => render(diff, options, detail),
    `### ${headline(diff)}\n`,
  );
}

/** With so many rows, names and folded details nothing is left out. */
function mostOf({
  workloads,
  groups,
  otherFindings,
  unreadable,
  notCompared,
}: AnalysisDiff): Omit<Detail, 'tables'> {
  const findings = [...workloads.map((workload) => workload.findings), otherFindings];
  return {
    names: Math.max(0, ...groups.map(({ count }) => count)),
    folds: groups.length + workloads.length,
    rows:
      workloads.length +
      findings.reduce((sum, { added, fixed }) => sum + added.length + fixed.length, 0) +
      unreadable.before.length +
      unreadable.after.length +
      notCompared.length,
  };
}

function render(diff: AnalysisDiff, options: DiffMarkdownOptions, detail: Detail): string {
  const heading = `### ${markdownProse(clip(options.title ?? 'Outrider', 80))}: ${headline(diff)}`;
  const blocks = isQuiet(diff) ? [] : body(diff, options, detail);
  return `${[heading, ...blocks, footer(diff, options)].filter((block) => block !== '').join('\n\n')}\n`;
}

function body(diff: AnalysisDiff, options: DiffMarkdownOptions, detail: Detail): readonly string[] {
  const grouped = new Set(diff.groups.flatMap(({ workloads }) => workloads));
  const single = diff.workloads.filter(({ change }, index) => change !== 'unchanged' && !grouped.has(index));
  const asTables = single.length <= (diff.groups.length > 0 ? 1 : detail.tables);
  const findings = toldFindings(diff, groupName);
  return [
    alert(findings.map(({ finding, whose }) => ({ finding, whose }))),
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

const groupName = (index: number): string => `**${groupLetters(index)}**`;

/** At most one, and only for errors. */
function alert(findings: readonly { readonly finding: LocatedFinding; readonly whose: string }[]): string {
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  if (errors.length === 0) return '';
  const lines = errors
    .slice(0, 3)
    .map(
      ({ finding, whose }) =>
        `> ${whose}: ${markdownProse(clip(finding.message, 300))} (${ruleLink(finding)})`,
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
    ...toldGroups(diff).map(({ first, letters }) => ({
      workload: first,
      group: `Group ${letters}, for example `,
    })),
  ];
  const folds = told.map(({ workload, group }, index) =>
    workloadFold(workload, diagrams === 'mermaid' && index >= MOST_MERMAID ? 'text' : diagrams, group),
  );
  return [...folds.slice(0, detail.folds), namesFold(diff, detail), notComparedFold(diff, detail)];
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
