import type { AnalysisDiff, WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import type { Detail } from './fit.ts';
import { fullName } from './identity.ts';
import { worstCell } from './markdown-changes.ts';
import { blocksOf, bold, firstRows, markdownTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';
import { inOneUnit, signed } from './signed.ts';
import { type ToldGroup, toldGroups } from './told-groups.ts';
import { wordsMarkdown } from './words.ts';

/** One row for each set of workloads that change in the same way; columns in which nothing changes are left out. */
export function groupsTable(diff: AnalysisDiff, { rows }: Detail): string {
  const { shown: told, more } = firstRows(toldGroups(diff), rows);
  if (told.length === 0) return '';
  const columns = COLUMNS.map(({ title, cell }) => ({ title, cells: told.map(cell) })).filter(
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
  readonly cell: (told: ToldGroup) => string;
}

const COLUMNS: readonly Column[] = [
  { title: '', cell: ({ letters }) => `**${letters}**` },
  {
    title: 'The same change in several',
    cell: (told) => `${wordsMarkdown(told.kinds)}: ${wordsMarkdown(told.what)}`,
  },
  { title: 'Workloads:', cell: ({ group }) => String(group.count) },
  { title: 'Pods:', cell: ({ pods }) => pods },
  { title: 'CPU:', cell: ({ cpu }) => bold(cpu) },
  { title: 'Memory:', cell: ({ memory }) => bold(memory) },
  { title: 'Start', cell: ({ start }) => wordsMarkdown(start) },
  { title: 'Stop', cell: ({ stop }) => wordsMarkdown(stop) },
  { title: 'Worst finding', cell: ({ first }) => worstCell(first) },
];

/** The names behind the groups. */
export function namesFold(diff: AnalysisDiff, { rows, names: most }: Detail): string {
  const told = toldGroups(diff).slice(0, rows);
  if (told.length === 0 || most === 0) return '';
  const lines = told.map(({ members, letters }) => {
    const { shown, more } = firstRows(members, most);
    const names = shown.map((member) => markdownCode(clip(fullName(member), 200)));
    return `- **${letters}**: ${names.join(', ')}${more === '' ? '' : ` ${more}`}`;
  });
  return fold('Workloads of each group', lines.join('\n'));
}

/** Members of the groups that cost something, each with its own numbers: the largest first. */
export function memberFolds(diff: AnalysisDiff, { rows, names: most }: Detail): readonly string[] {
  if (most === 0) return [];
  return toldGroups(diff)
    .slice(0, rows)
    .filter(({ cpu, memory }) => cpu !== '0' || memory !== '0')
    .map(({ letters, members }) => {
      const { shown, more } = firstRows(members.toSorted(byCost), most);
      const table = markdownTable(
        ['Workload', 'Pods:', 'CPU per Pod:', 'CPU, all Pods:', 'Memory, all Pods:'],
        memberRows(shown),
      );
      return fold(
        `Group ${letters}, workload by workload`,
        blocksOf([table, more === '' ? '' : `… ${more} workloads`]),
      );
    });
}

const requestOf = (workload: WorkloadDiff, of: 'pod' | 'total', resource: string): string => {
  const { requests } = workload.resources.delta[of];
  return Object.hasOwn(requests, resource) ? (requests[resource] ?? '0') : '0';
};

/** Only to order by: millicores. */
const millis = (amount: string): number =>
  Math.abs(Number.parseFloat(amount)) * (amount.endsWith('m') ? 1 : 1000);

const byCost = (a: WorkloadDiff, b: WorkloadDiff): number =>
  millis(requestOf(b, 'total', 'cpu')) - millis(requestOf(a, 'total', 'cpu'));

function memberRows(members: readonly WorkloadDiff[]): readonly (readonly string[])[] {
  const column = (of: 'pod' | 'total', resource: string): readonly string[] =>
    inOneUnit(
      resource,
      members.map((member) => requestOf(member, of, resource)),
    ).map(signed);
  const columns = [column('pod', 'cpu'), column('total', 'cpu'), column('total', 'memory')];
  return members.map((member, index) => [
    markdownCode(clip(fullName(member), 200)),
    String((member.resources.after ?? member.resources.before)?.replicas ?? 'one a node'),
    ...columns.map((cells) => cells[index] ?? '0'),
  ]);
}
