import type { AnalysisDiff } from '@outrider/core';
import { headline, isQuiet } from './diff/headline.ts';
import { notComparedWords } from './diff/not-compared.ts';
import { singleWorkloads, worstFirst } from './diff/single-workloads.ts';
import { changesText } from './diff/text/changes-text.ts';
import { fixedFindingText, newFindingText } from './diff/text/findings-text.ts';
import { groupText } from './diff/text/groups-text.ts';
import { rowsText } from './diff/text/rows-text.ts';
import { workloadText } from './diff/text/workload-text.ts';
import { fixedRules, type ToldFinding, toldFindings } from './diff/told-findings.ts';
import { toldGroups } from './diff/told-groups.ts';
import { totalRows } from './diff/total-rows.ts';
import { wordsText } from './diff/words.ts';
import { visible } from './escape/visible.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

export interface DiffTextOptions extends TextOptions {
  /** The verdict and the sums alone. */
  readonly quiet?: boolean;
}

/** Up to so many workloads and groups are told whole. */
const FEW = 6;

/** `outrider diff` for people: the verdict, the sums, then groups and single workloads. */
export function diffText(diff: AnalysisDiff, options: DiffTextOptions): string {
  const blocks = [
    verdict(diff, options),
    unreadableLines(diff, options),
    rowsText('All workloads', totalRows(diff), options),
    ...(options.quiet ? [] : details(diff, options)),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  const whole = `${text.join('\n\n')}\n`.replaceAll('\u00a0', ' ');
  return options.ascii ? ascii(whole) : whole;
}

const ASCII: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
  '×': 'x',
  '…': '...',
};

const ascii = (text: string): string =>
  text.replace(/[−–→≤≥×…]/g, (character) => ASCII[character] ?? character);

type Lines = readonly string[];

function verdict(diff: AnalysisDiff, options: TextOptions): Lines {
  const { paint, width } = options;
  const text = `${headline(diff)}.`.replace(/^./, (letter) => letter.toUpperCase());
  const errors = toldFindings(diff).filter(({ finding }) => finding.severity === 'error');
  return [
    ...wrap(text, width).map((line) => paint('bold', line)),
    ...errors.slice(0, 3).flatMap((told) => errorLines(told, options)),
    ...(errors.length > 3 ? [paint('dim', `… and ${errors.length - 3} more errors below`)] : []),
  ];
}

/** The errors first, in a line or two each: what, and whose. */
function errorLines({ finding, of, group, count }: ToldFinding, { paint, width }: TextOptions): Lines {
  const whose = group === '' ? visible(of) : `${count} workloads of group ${group}`;
  const [first = '', ...rest] = wrap(`${whose}: ${visible(finding.message)}`, width - 'error '.length);
  return [`${paint('red', 'error')} ${first}`, ...rest.map((line) => `      ${line}`)];
}

function unreadableLines({ unreadable }: AnalysisDiff, { paint }: TextOptions): Lines {
  return [...unreadable.before, ...unreadable.after].map(
    ({ file, line, column, message }) =>
      `${paint('bold', `${visible(file)}:${line}:${column}:`)} ${paint('red', 'error:')} cannot read: ${visible(message)}`,
  );
}

function details(diff: AnalysisDiff, options: TextOptions): readonly Lines[] {
  const [groups, single] = [toldGroups(diff), singleWorkloads(diff)];
  const isFew = groups.length + single.length <= FEW;
  return [
    ...groups.map((told) => groupText(told, isFew, options)),
    ...(isFew
      ? worstFirst(single).map((workload) => workloadText(workload, options))
      : [changesText(single, options), manyFindings(diff, options)]),
    otherFindings(diff, options),
    fixedLines(diff, isFew, options),
    notComparedLines(diff, options),
    isFew || isQuiet(diff) ? [] : [options.paint('dim', HINT)],
  ];
}

const HINT = 'One workload in full: --workload Kind/name. All of them, with pictures: -o html=diff.html';

const MOST_FINDINGS = 20;

/** Findings of workloads that have no block of their own; those of groups stand there. */
function manyFindings(diff: AnalysisDiff, options: TextOptions): Lines {
  const others = new Set(diff.otherFindings.added);
  const told = toldFindings(diff).filter(
    ({ finding, group }) => group === '' && finding.severity !== 'info' && !others.has(finding),
  );
  const shown = told.slice(0, MOST_FINDINGS);
  return [
    ...shown.flatMap(({ finding, shortOf }) =>
      newFindingText(finding, { ...options, indent: '', whose: visible(shortOf) }),
    ),
    ...(told.length > shown.length ? [`… and ${told.length - shown.length} more new findings`] : []),
  ];
}

/** Of objects that are no workloads. */
function otherFindings({ otherFindings: { added, fixed } }: AnalysisDiff, options: TextOptions): Lines {
  const given = { ...options, indent: '' };
  return [
    ...added.flatMap((finding) => {
      const { kind, name } = finding.source;
      return newFindingText(finding, { ...given, whose: visible(`${kind} ${name}`) });
    }),
    ...fixed.map((finding) => fixedFindingText(finding, given)),
  ];
}

/** Where workloads have blocks of their own, those say it. */
function fixedLines(diff: AnalysisDiff, isFew: boolean, { paint, width }: TextOptions): Lines {
  if (isFew && diff.groups.length === 0) return [];
  return fixedRules(diff).flatMap(({ finding, of }) => {
    const names =
      of.length > 5 ? `${of.slice(0, 5).map(visible).join(', ')} and more` : of.map(visible).join(', ');
    const [first = '', ...rest] = wrap(`${visible(finding.rule)} in ${names}`, width - 'fixed '.length);
    return [`${paint('green', 'fixed')} ${first}`, ...rest.map((line) => `      ${line}`)];
  });
}

function notComparedLines(diff: AnalysisDiff, { paint, width }: TextOptions): Lines {
  const lines = notComparedWords(diff);
  if (lines.length === 0 || isQuiet(diff)) return [];
  return [
    paint('dim', 'Not compared:'),
    ...lines.flatMap((words) => wrap(wordsText(words), width - 2).map((line) => `  ${line}`)),
  ];
}
