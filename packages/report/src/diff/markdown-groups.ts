import type { AnalysisDiff, ResourceAmounts, WorkloadDiff, WorkloadGroup } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import type { Detail } from './fit.ts';
import { shortName, workloadWords } from './identity.ts';
import { worstFinding } from './markdown-changes.ts';
import { markdownTable } from './markdown-table.ts';
import { fold, what } from './markdown-workload.ts';
import { stopWords } from './rows.ts';
import { inOneUnit, signed, signedNumber } from './signed.ts';
import { wordsMarkdown } from './words.ts';

/** A, B, … Z, AA, AB. */
export const groupLetters = (index: number): string =>
  (index < 26 ? '' : groupLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** A group and the workload that stands for all of it. */
interface Told {
  readonly group: WorkloadGroup;
  readonly first: WorkloadDiff;
  readonly letters: string;
}

export const toldGroups = ({ groups, workloads }: AnalysisDiff): readonly Told[] =>
  groups.flatMap((group, index) => {
    const first = workloads[group.workloads[0] ?? -1];
    return first === undefined ? [] : [{ group, first, letters: groupLetters(index) }];
  });

/** One row for each set of workloads that change in the same way; columns in which nothing changes are left out. */
export function groupsTable(diff: AnalysisDiff, { rows }: Detail): string {
  const told = toldGroups(diff).slice(0, rows);
  if (told.length === 0) return '';
  const columns = COLUMNS.map(({ title, cells }) => ({ title, cells: cells(told) })).filter(
    ({ title, cells }) => title === '' || cells.some((cell) => cell !== '0' && cell !== '–'),
  );
  return markdownTable(
    columns.map(({ title }) => title),
    told.map((_, row) => columns.map(({ cells }) => cells[row] ?? '')),
  );
}

interface Column {
  readonly title: string;
  readonly cells: (told: readonly Told[]) => readonly string[];
}

const COLUMNS: readonly Column[] = [
  { title: '', cells: (told) => told.map(({ letters }) => `**${letters}**`) },
  {
    title: 'The same change in several',
    cells: (told) => told.map(({ first }) => `${kindOf(first)}: ${wordsMarkdown(what(first))}`),
  },
  { title: 'Workloads:', cells: (told) => told.map(({ group }) => String(group.count)) },
  {
    title: 'Pods:',
    cells: (told) => told.map(({ group }) => (group.pods === null ? 'per node' : String(group.pods))),
  },
  { title: 'CPU:', cells: (told) => deltas(told, 'cpu') },
  { title: 'Memory:', cells: (told) => deltas(told, 'memory') },
  { title: 'Start', cells: (told) => told.map(({ first }) => startCell(first)) },
  { title: 'Stop', cells: (told) => told.map(({ first }) => stopCell(first)) },
  { title: 'Worst new finding', cells: (told) => told.map(({ first }) => worstFinding(first)) },
];

const kindOf = ({ identity }: WorkloadDiff): string => wordsMarkdown(workloadWords(identity).slice(0, 1));

/** One unit for the whole column. */
function deltas(told: readonly Told[], resource: string): readonly string[] {
  const amountOf = (amounts: ResourceAmounts): string =>
    Object.hasOwn(amounts, resource) ? (amounts[resource] ?? '0') : '0';
  const amounts = inOneUnit(
    resource,
    told.map(({ group }) => amountOf(group.delta.requests)),
  );
  return amounts.map((amount) => (amount === '0' ? '0' : `**${signed(amount)}**`));
}

/** `+1 gate`, and the longest wait where it has a limit. */
function startCell({ lifecycle: { after, delta } }: WorkloadDiff): string {
  if (after === null || delta === undefined) return '–';
  const { worstSeconds } = after.start;
  const bound = worstSeconds === null ? 'no limit' : `≤ ${worstSeconds} s`;
  if (delta.gates !== 0) return `${signedNumber(delta.gates)} before the regular containers, ${bound}`;
  return delta.startWorstSeconds === 0 || delta.startWorstSeconds === null ? '–' : bound;
}

function stopCell({ lifecycle: { before, after } }: WorkloadDiff): string {
  const [from, to] = [wordsMarkdown(stopWords(before)), wordsMarkdown(stopWords(after))];
  return from === to ? '–' : to;
}

/** The names behind the groups. */
export function namesFold(diff: AnalysisDiff, { rows }: Detail): string {
  const told = toldGroups(diff).slice(0, rows);
  if (told.length === 0) return '';
  const lines = told.map(({ group: { workloads }, letters }) => {
    const shown = workloads.slice(0, rows).map((index) => {
      const identity = diff.workloads[index]?.identity;
      return identity === undefined ? '' : markdownCode(clip(shortName(identity), 120));
    });
    const more = workloads.length > shown.length ? ' and more' : '';
    return `- **${letters}**: ${shown.join(', ')}${more}`;
  });
  return fold('Workloads of each group', lines.join('\n'));
}
