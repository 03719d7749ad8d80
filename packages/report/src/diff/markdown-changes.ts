import type { WorkloadDiff } from '@outrider/core';
import { what } from './describe.ts';
import type { Detail } from './fit.ts';
import { workloadWords } from './identity.ts';
import { ruleLink } from './markdown-findings.ts';
import { blocksOf, bold, firstRows, markdownTable } from './markdown-table.ts';
import { fold } from './markdown-workload.ts';
import { signed } from './signed.ts';
import { worstFinding, worstFirst } from './single-workloads.ts';
import { wordsMarkdown } from './words.ts';

/** Rows that are open; the rest is folded. */
export const OPEN_ROWS = 20;

/** Workloads that change on their own, one row each. */
export function changesTable(single: readonly WorkloadDiff[], { rows }: Detail): string {
  if (single.length === 0 || rows === 0) return '';
  const { shown, more } = firstRows(worstFirst(single), rows);
  const folded = shown.slice(OPEN_ROWS);
  return blocksOf([
    tableOf(shown.slice(0, OPEN_ROWS)),
    folded.length > 0 ? fold('More workloads that change on their own', tableOf(folded)) : '',
    more === '' ? '' : `… ${more} that change on their own`,
  ]);
}

const tableOf = (workloads: readonly WorkloadDiff[]): string =>
  markdownTable(
    ['Changed on their own', 'What', 'CPU:', 'Memory:', 'Worst finding'],
    workloads.map((workload) => [
      wordsMarkdown(workloadWords(workload)),
      wordsMarkdown(what(workload)),
      deltaCell(workload, 'cpu'),
      deltaCell(workload, 'memory'),
      worstCell(workload),
    ]),
  );

/** `+500m`; `0` where nothing changes. */
function deltaCell({ resources: { before, after, delta } }: WorkloadDiff, resource: string): string {
  const { requests } = delta.total;
  const change = signed(Object.hasOwn(requests, resource) ? (requests[resource] ?? '0') : '0');
  const isPerNode = (after ?? before)?.replicas === null && change !== '0';
  return `${bold(change)}${isPerNode ? ' per node' : ''}`;
}

export function worstCell(workload: WorkloadDiff): string {
  const worst = worstFinding(workload);
  if (worst === undefined) return '–';
  if (!worst.isNew) return `fixed: ${ruleLink(worst.finding)}`;
  return `${severityText(worst.finding.severity)} ${ruleLink(worst.finding)}`;
}

export const severityText = (severity: string): string => (severity === 'error' ? '**error**' : severity);
