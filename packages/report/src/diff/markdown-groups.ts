import type { AnalysisDiff, ResourceAmounts, WorkloadDiff, WorkloadGroup } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import type { Detail } from './fit.ts';
import { shortName, workloadWords } from './identity.ts';
import { worstFinding } from './markdown-changes.ts';
import { blocksOf, firstRows, markdownTable } from './markdown-table.ts';
import { fold, what } from './markdown-workload.ts';
import { inOneUnit, signed, signedNumber } from './signed.ts';
import { wordsMarkdown } from './words.ts';

/** A, B, … Z, AA, AB. */
export const groupLetters = (index: number): string =>
  (index < 26 ? '' : groupLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** A group and the workload that stands for all of it. */
interface Told {
  readonly group: WorkloadGroup;
  readonly members: readonly WorkloadDiff[];
  readonly first: WorkloadDiff;
  readonly letters: string;
}

export const toldGroups = ({ groups, workloads }: AnalysisDiff): readonly Told[] =>
  groups.flatMap((group, index) => {
    const members = group.workloads.flatMap((position) => workloads[position] ?? []);
    const [first] = members;
    return first === undefined ? [] : [{ group, members, first, letters: groupLetters(index) }];
  });

/** One row for each set of workloads that change in the same way; columns in which nothing changes are left out. */
export function groupsTable(diff: AnalysisDiff, { rows }: Detail): string {
  const { shown: told, more } = firstRows(toldGroups(diff), rows);
  if (told.length === 0) return '';
  const columns = COLUMNS.map(({ title, cells }) => ({ title, cells: cells(told) })).filter(
    ({ title, cells }) => title === '' || cells.some((cell) => cell !== '0' && cell !== '–'),
  );
  const table = markdownTable(
    columns.map(({ title }) => title),
    told.map((_, row) => columns.map(({ cells }) => cells[row] ?? '')),
  );
  return blocksOf([table, more === '' ? '' : `… ${more} groups`]);
}

interface Column {
  readonly title: string;
  readonly cells: (told: readonly Told[]) => readonly string[];
}

const COLUMNS: readonly Column[] = [
  { title: '', cells: (told) => told.map(({ letters }) => `**${letters}**`) },
  {
    title: 'The same change in several',
    cells: (told) => told.map(({ first, members }) => `${kindsOf(members)}: ${wordsMarkdown(what(first))}`),
  },
  { title: 'Workloads:', cells: (told) => told.map(({ group }) => String(group.count)) },
  {
    title: 'Pods:',
    cells: (told) => told.map(({ group }) => (group.pods === null ? 'per node' : String(group.pods))),
  },
  { title: 'CPU:', cells: (told) => deltas(told, 'cpu') },
  { title: 'Memory:', cells: (told) => deltas(told, 'memory') },
  { title: 'Start', cells: (told) => told.map(startCell) },
  { title: 'Stop', cells: (told) => told.map(({ first }) => stopCell(first)) },
  { title: 'Worst new finding', cells: (told) => told.map(({ first }) => worstFinding(first)) },
];

const kindsOf = (members: readonly WorkloadDiff[]): string =>
  [...new Set(members.map(({ identity }) => wordsMarkdown(workloadWords(identity).slice(0, 1))))].join(', ');

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

/** `+1 gate`, and the longest wait of all of them where each has a limit. */
function startCell({ first, members }: Told): string {
  const { delta } = first.lifecycle;
  if (delta === undefined) return '–';
  const waits = members.map(({ lifecycle: { after } }) => after?.start.worstSeconds ?? null);
  const bound = waits.includes(null) ? 'no limit' : `≤ ${Math.max(...waits.map(Number))} s`;
  if (delta.gates !== 0) return `${signedNumber(delta.gates)} before the regular containers, ${bound}`;
  return members.every(({ lifecycle }) => !lifecycle.delta?.startWorstSeconds) ? '–' : bound;
}

/** Regular containers have other names in each workload; the sidecars behind them are the same. */
function stopCell({ lifecycle: { before, after } }: WorkloadDiff): string {
  const [from, to] = [before?.stop.stopOrder ?? [], after?.stop.stopOrder ?? []];
  if (JSON.stringify(from) === JSON.stringify(to)) return '–';
  if (to.length < 2) return 'all together';
  return ['regular containers', ...to.slice(1).map((wave) => wave.map(markdownCode).join(' + '))].join(
    ', then ',
  );
}

/** The names behind the groups. */
export function namesFold(diff: AnalysisDiff, { rows, names: most }: Detail): string {
  const told = toldGroups(diff).slice(0, rows);
  if (told.length === 0 || most === 0) return '';
  const lines = told.map(({ group: { workloads }, letters }) => {
    const { shown, more } = firstRows(workloads, most);
    const names = shown.flatMap((index) => {
      const identity = diff.workloads[index]?.identity;
      return identity === undefined ? [] : [markdownCode(clip(shortName(identity), 120))];
    });
    return `- **${letters}**: ${names.join(', ')}${more === '' ? '' : ` ${more}`}`;
  });
  return fold('Workloads of each group', lines.join('\n'));
}
