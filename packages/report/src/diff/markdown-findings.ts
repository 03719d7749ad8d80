import type { AnalysisDiff, LocatedFinding } from '@outrider/core';
import type { DiffMarkdownOptions } from '../diff-markdown.ts';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import { markdownProse } from '../escape/prose.ts';
import { OPEN_ROWS, severityText } from './markdown-changes.ts';
import { blocksOf, firstRows, markdownTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';
import { fixedRules, type ToldFinding } from './told-findings.ts';

export const whoseMarkdown = ({ of, group }: ToldFinding): string =>
  group === '' ? markdownCode(clip(of, 200)) : `group **${group}**`;

/** Rule, message, place and remedy. Notes are left to the other reports. */
export function findingsTable(
  told: readonly ToldFinding[],
  rows: number,
  options: DiffMarkdownOptions,
): string {
  const { shown, more } = firstRows(
    told.filter(({ finding }) => finding.severity !== 'info'),
    rows,
  );
  if (shown.length === 0) return '';
  const folded = shown.slice(OPEN_ROWS);
  return blocksOf([
    tableOf(shown.slice(0, OPEN_ROWS), options),
    folded.length > 0 ? fold('More new findings', tableOf(folded, options)) : '',
    more === '' ? '' : `… ${more} new findings`,
  ]);
}

const tableOf = (told: readonly ToldFinding[], options: DiffMarkdownOptions): string =>
  markdownTable(
    ['', 'New finding', 'Where', 'What to do'],
    told.map((one) => {
      const { finding, count } = one;
      return [
        `${severityText(finding.severity)}${count > 1 ? ` ×${count}` : ''}`,
        `${ruleLink(finding)} ${markdownProse(clip(finding.message, 500))}`,
        [whoseMarkdown(one), placeLink(finding, options)].filter((part) => part !== '').join(' '),
        markdownProse(clip(finding.fix?.description ?? finding.explanation ?? '', 400)),
      ];
    }),
  );

/** Each rule once, with the workloads that got rid of it. */
export function fixedLine(diff: AnalysisDiff, rows: number): string {
  const parts = fixedRules(diff)
    .slice(0, rows)
    .map(
      ({ finding, of }) =>
        `${ruleLink(finding)} in ${someOf(of.map((name) => markdownCode(clip(name, 200))))}`,
    );
  return parts.length === 0 ? '' : `**Fixed:** ${parts.join('; ')}`;
}

const MOST_NAMES = 5;

const someOf = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} and more` : names.join(', ');

/** Addresses of our own rule pages; anything else is not linked. */
export function ruleLink({ rule, docs }: LocatedFinding): string {
  const code = markdownCode(clip(rule, 120));
  return docs !== undefined && /^https:\/\/[\w./#-]+$/.test(docs) ? `[${code}](${docs})` : code;
}

function placeLink(finding: LocatedFinding, { linkTo }: DiffMarkdownOptions): string {
  if (finding.line < 1) return '';
  const url = linkTo?.(finding.source.file, finding.line);
  const text = `line ${finding.line}`;
  return url == null ? text : `[${text}](${url})`;
}
