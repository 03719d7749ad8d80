import type { AnalysisDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import type { Detail } from './fit.ts';
import { shortName } from './identity.ts';
import { worstFinding } from './markdown-changes.ts';
import { markdownTable } from './markdown-table.ts';
import { deltaCell, fold, what } from './markdown-workload.ts';
import { wordsMarkdown } from './words.ts';

/** One row for each set of workloads that change in the same way. */
export function groupsTable(
  diff: AnalysisDiff,
  groupName: (index: number) => string,
  { rows }: Detail,
): string {
  if (diff.groups.length === 0 || rows === 0) return '';
  const table = markdownTable(
    ['The same change in several', 'What', 'Workloads:', 'Pods:', 'CPU:', 'Memory:', 'Worst new finding'],
    diff.groups.slice(0, rows).map(({ workloads, count, pods, delta }, index) => {
      const first = diff.workloads[workloads[0] ?? -1];
      return [
        groupName(index),
        first === undefined ? '' : wordsMarkdown(what(first)),
        String(count),
        pods === null ? 'per node' : String(pods),
        deltaCell(delta.requests, 'cpu'),
        deltaCell(delta.requests, 'memory'),
        first === undefined ? '' : worstFinding(first),
      ];
    }),
  );
  return table;
}

/** The names behind the groups. */
export function namesFold(diff: AnalysisDiff, { rows }: Detail): string {
  if (diff.groups.length === 0 || rows === 0) return '';
  const lines = diff.groups.slice(0, rows).map(({ workloads }, group) => {
    const shown = workloads.slice(0, rows).map((index) => {
      const identity = diff.workloads[index]?.identity;
      return identity === undefined ? '' : markdownCode(clip(shortName(identity), 120));
    });
    const more = workloads.length > shown.length ? ' and more' : '';
    return `- **${String.fromCharCode(65 + (group % 26))}**: ${shown.join(', ')}${more}`;
  });
  return fold('Workloads of each group', lines.join('\n'));
}
