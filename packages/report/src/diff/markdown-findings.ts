import type { AnalysisDiff, LocatedFinding, Severity } from '@outrider/core';
import type { DiffMarkdownOptions } from '../diff-markdown.ts';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import { markdownProse } from '../escape/prose.ts';
import { shortName } from './identity.ts';
import { OPEN_ROWS } from './markdown-changes.ts';
import { blocksOf, firstRows, markdownTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';

/** A finding and whose it is; one of a group stands for all of them. */
export interface ToldFinding {
  readonly finding: LocatedFinding;
  readonly whose: string;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** New findings of every workload, worst first; of a group only its first workload's. */
export function toldFindings(
  diff: AnalysisDiff,
  groupName: (index: number) => string,
): readonly ToldFinding[] {
  const groupOf = new Map(
    diff.groups.flatMap(({ workloads }, group) => workloads.map((index) => [index, group] as const)),
  );
  const told = diff.workloads.flatMap(({ identity, findings }, index): readonly ToldFinding[] => {
    const group = groupOf.get(index);
    if (group !== undefined && diff.groups[group]?.workloads[0] !== index) return [];
    const whose = group === undefined ? markdownCode(clip(shortName(identity), 120)) : groupName(group);
    return findings.added.map((finding) => ({ finding, whose }));
  });
  const others = diff.otherFindings.added.map((finding) => {
    const { namespace, name } = finding.source;
    return { finding, whose: markdownCode(clip(shortName({ ...finding.source, namespace, name }), 120)) };
  });
  return [...told, ...others].toSorted((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity]);
}

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
    told.map(({ finding, whose }) => [
      finding.severity === 'error' ? '**error**' : finding.severity,
      `${ruleLink(finding)} ${markdownProse(clip(finding.message, 500))}`,
      [whose, placeLink(finding, options)].filter((part) => part !== '').join(' '),
      markdownProse(clip(finding.fix?.description ?? finding.explanation ?? '', 400)),
    ]),
  );

/** A fixed problem must be seen as fixed: each rule once, with the workloads that got rid of it. */
export function fixedLine(diff: AnalysisDiff, rows: number): string {
  const byRule = new Map<string, { readonly link: string; readonly whose: Set<string> }>();
  const fixed = diff.workloads.flatMap(({ identity, findings }) =>
    findings.fixed.map((finding) => ({ finding, whose: shortName(identity) })),
  );
  const others = diff.otherFindings.fixed.map((finding) => ({ finding, whose: shortName(finding.source) }));
  for (const { finding, whose } of [...fixed, ...others]) {
    if (finding.severity === 'info') continue;
    const known = byRule.get(finding.rule) ?? { link: ruleLink(finding), whose: new Set<string>() };
    byRule.set(finding.rule, known);
    known.whose.add(markdownCode(clip(whose, 120)));
  }
  const parts = [...byRule.values()]
    .slice(0, rows)
    .map(({ link, whose }) => `${link} in ${someOf([...whose])}`);
  return parts.length === 0 ? '' : `**Fixed:** ${parts.join('; ')}`;
}

const someOf = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and more` : names.join(', ');

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
