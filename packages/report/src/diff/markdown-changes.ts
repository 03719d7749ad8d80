import type { WorkloadDiff } from '@outrider/core';
import type { Detail } from './fit.ts';
import { workloadWords } from './identity.ts';
import { ruleLink } from './markdown-findings.ts';
import { blocksOf, firstRows, markdownTable } from './markdown-table.ts';
import { deltaCell, fold, what } from './markdown-workload.ts';
import { wordsMarkdown } from './words.ts';

/** Rows that are open; the rest is folded. */
export const OPEN_ROWS = 20;

/** Those with the worst findings, then what changed before what came or went, then the largest changes of CPU. */
export const worstFirst = (workloads: readonly WorkloadDiff[]): readonly WorkloadDiff[] =>
  workloads.toSorted(
    (a, b) => weight(b) - weight(a) || RANK[a.change] - RANK[b.change] || sizeOf(b) - sizeOf(a),
  );

/** Only to order by: millicores of all Pods, up or down. */
function sizeOf({ resources }: WorkloadDiff): number {
  const { cpu = '0' } = resources.delta.total.requests;
  return Math.abs(Number.parseFloat(cpu)) * (cpu.endsWith('m') ? 1 : 1000);
}

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
    ['Changed on their own', 'What', 'CPU:', 'Memory:', 'Worst new finding'],
    workloads.map((workload) => [
      wordsMarkdown(workloadWords(workload.identity)),
      wordsMarkdown(what(workload)),
      deltaCell(workload.resources.delta.total.requests, 'cpu'),
      deltaCell(workload.resources.delta.total.requests, 'memory'),
      worstFinding(workload),
    ]),
  );

const RANK: Readonly<Record<WorkloadDiff['change'], number>> = {
  changed: 0,
  removed: 1,
  added: 2,
  unchanged: 3,
};

function weight({ findings }: WorkloadDiff): number {
  const severities = findings.added.map(({ severity }) => severity);
  return severities.includes('error') ? 2 : severities.includes('warning') ? 1 : 0;
}

/** Findings are ordered worst first. */
export function worstFinding({ findings }: WorkloadDiff): string {
  const [worst] = findings.added.filter(({ severity }) => severity !== 'info');
  const [fixed] = findings.fixed.filter(({ severity }) => severity !== 'info');
  if (worst !== undefined)
    return `${worst.severity === 'error' ? '**error**' : 'warning'} ${ruleLink(worst)}`;
  return fixed === undefined ? '–' : `fixed: ${ruleLink(fixed)}`;
}
