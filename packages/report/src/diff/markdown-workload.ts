import type { WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { html } from '../escape/html.ts';
import { markdownFence } from '../escape/markdown.ts';
import { chartsOf } from './bars/chart.ts';
import { chartsMermaid } from './bars/chart-mermaid.ts';
import { chartText } from './bars/chart-text.ts';
import { statusWords, what } from './describe.ts';
import { fieldLines } from './field-lines.ts';
import { fullName, podsWords, workloadWords } from './identity.ts';
import { rowsTable } from './markdown-table.ts';
import { peakWords } from './peak-words.ts';
import { workloadRows } from './rows.ts';
import { containerEvents } from './sidecar-words.ts';
import { wordsMarkdown } from './words.ts';

/** One workload with a table of its own: what happened, then the numbers. */
export function workloadBlock(workload: WorkloadDiff): string {
  const rows = workloadRows(workload);
  const events = [...statusWords(workload), ...containerEvents(workload.pod), ...peakWords(workload)];
  const told = events.length > 0 || rows.length > 0 ? events : [what(workload)];
  const title = `**${wordsMarkdown(workloadWords(workload))}**, ${wordsMarkdown(podsWords(workload))}`;
  const lines =
    told.length < 2
      ? [[title, ...told.map(wordsMarkdown)].join(': ')]
      : [`${title}:`, '', ...told.map((words) => `- ${wordsMarkdown(words)}`)];
  return [lines.join('\n'), rowsTable('', rows)].filter((block) => block !== '').join('\n\n');
}

/** What GitHub shows without a scroll bar in a comment. */
const CHART_WIDTH = 104;
const MOST_FIELDS = 100;

/** How start and stop are drawn. */
export type Diagrams = 'text' | 'mermaid' | 'off';

function diagramOf(workload: WorkloadDiff, diagrams: Diagrams): readonly string[] {
  const charts = diagrams === 'off' ? [] : chartsOf(workload);
  if (charts.length === 0) return [];
  if (diagrams === 'mermaid') return [markdownFence(chartsMermaid(charts), 'mermaid')];
  const texts = charts.map((chart) => chartText(chart, CHART_WIDTH));
  return [markdownFence(texts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])))];
}

/** Start and stop, and the changed fields, folded. */
export function workloadFold(workload: WorkloadDiff, diagrams: Diagrams, group = ''): string {
  const title = html(clip(fullName(workload), 120));
  const fields = fieldLines(workload);
  const diagram = diagramOf(workload, diagrams);
  const blocks = [
    ...diagram,
    ...(fields.length > 0 ? [markdownFence(fields.slice(0, MOST_FIELDS), 'diff')] : []),
    ...(fields.length > MOST_FIELDS ? ['More fields differ: the JSON report has them all.'] : []),
  ];
  const parts = [
    ...(diagram.length > 0 ? ['start and stop, base against head'] : []),
    ...(fields.length > 0 ? ['changed fields'] : []),
  ];
  const says = `${group}<code>${title}</code>: ${parts.join('; ')}`;
  return parts.length === 0 ? '' : fold(says, blocks.join('\n\n'));
}

/** `summary` is HTML; the empty lines make GitHub read Markdown inside. */
export const fold = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
