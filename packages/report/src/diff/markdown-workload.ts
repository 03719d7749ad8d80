import type { ResourceAmounts, WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { html } from '../escape/html.ts';
import { markdownFence } from '../escape/markdown.ts';
import { fieldLines } from './field-lines.ts';
import { podsWords, shortName, workloadWords } from './identity.ts';
import { lifecycleLines } from './lifecycle-lines.ts';
import { lifecycleMermaid } from './lifecycle-mermaid.ts';
import { markdownTable } from './markdown-table.ts';
import { peakWords } from './peak-words.ts';
import { type Row, workloadRows } from './rows.ts';
import { containerEvents } from './sidecar-words.ts';
import { signed } from './signed.ts';
import { name, type Words, wordsMarkdown } from './words.ts';

/** One workload with a table of its own: what happened, then the numbers. */
export function workloadBlock(workload: WorkloadDiff): string {
  const rows = workloadRows(workload);
  const events = [...statusWords(workload), ...containerEvents(workload.pod), ...peakWords(workload)];
  const told = events.length > 0 || rows.length > 0 ? events : [what(workload)];
  const title = `**${wordsMarkdown(workloadWords(workload.identity))}**, ${wordsMarkdown(podsWords(workload))}`;
  const lines =
    told.length < 2
      ? [[title, ...told.map(wordsMarkdown)].join(': ')]
      : [`${title}:`, '', ...told.map((words) => `- ${wordsMarkdown(words)}`)];
  return [lines.join('\n'), rowsTable(rows)].filter((block) => block !== '').join('\n\n');
}

function rowsTable(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ label, before, after, change }) => [
    wordsMarkdown(label),
    wordsMarkdown(before),
    wordsMarkdown(after),
    bold(wordsMarkdown(change)),
  ]);
  return markdownTable(['', 'Base:', 'Head:', 'Change:'], cells);
}

const bold = (text: string): string => (text === '0' || text === '–' ? text : `**${text}**`);

/** Renamed, added or removed; nothing for a plain change. */
export function statusWords({ identity, change, renamedFrom, resources }: WorkloadDiff): readonly Words[] {
  if (change === 'added') return [['added']];
  if (change === 'removed')
    return [[resources.before?.replicas === 0 ? 'removed, was scaled to 0' : 'removed']];
  if (renamedFrom === undefined) return [];
  const isMoved = renamedFrom.apiVersion !== identity.apiVersion;
  if (shortName(renamedFrom) === shortName(identity)) {
    return [['from ', name(renamedFrom.apiVersion), ' to ', name(identity.apiVersion)]];
  }
  return [
    [
      'renamed from ',
      name(shortName(renamedFrom)),
      ...(isMoved ? [' of ', name(renamedFrom.apiVersion)] : []),
    ],
  ];
}

/** The change of a workload in one cell. */
export function what(workload: WorkloadDiff): Words {
  const events = [...statusWords(workload), ...containerEvents(workload.pod)];
  if (events.length === 0) return fieldsWords(workload);
  return events.slice(0, 4).flatMap((words, index) => (index === 0 ? words : ['; ', ...words]));
}

/** The first few fields that differ, where nothing bigger happened. */
function fieldsWords({ pod, object, findings }: WorkloadDiff): Words {
  const paths = [
    ...pod.flatMap((change) => {
      if (change.change !== 'field') return [];
      return [change.container === null ? change.path : `${change.container}.${change.path}`];
    }),
    ...object.map(({ path }) => path),
  ];
  if (paths.length === 0)
    return [findings.added.length + findings.fixed.length > 0 ? 'findings only' : 'same Pod'];
  const shown = paths.slice(0, 3).flatMap((path, index): Words => [index === 0 ? '' : ', ', name(path)]);
  return paths.length > 3 ? [...shown, ' and more'] : shown;
}

/** `+500m`; `–` where nothing changes. */
export function deltaCell(amounts: ResourceAmounts, resource: string): string {
  const change = Object.hasOwn(amounts, resource) ? (amounts[resource] ?? '0') : '0';
  return change === '0' ? '0' : `**${signed(change)}**`;
}

/** How start and stop are drawn. */
export type Diagrams = 'text' | 'mermaid' | 'off';

function diagramOf(workload: WorkloadDiff, diagrams: Diagrams): readonly string[] {
  if (sameLifecycle(workload) || diagrams === 'off') return [];
  return diagrams === 'mermaid'
    ? [markdownFence(lifecycleMermaid(workload), 'mermaid')]
    : [markdownFence(lifecycleLines(workload))];
}

/** Start and stop, and the changed fields, folded. */
export function workloadFold(workload: WorkloadDiff, diagrams: Diagrams, group = ''): string {
  const title = html(clip(shortName(workload.identity), 120));
  const fields = fieldLines(workload);
  const diagram = diagramOf(workload, diagrams);
  const blocks = [...diagram, ...(fields.length > 0 ? [markdownFence(fields.slice(0, 100), 'diff')] : [])];
  const what = diagram.length > 0 ? 'Start, stop and changed fields' : 'Changed fields';
  return fold(
    group === '' ? `${what} of <code>${title}</code>` : `${group}<code>${title}</code>`,
    blocks.join('\n\n'),
  );
}

const sameLifecycle = ({ lifecycle: { before, after } }: WorkloadDiff): boolean =>
  JSON.stringify(before) === JSON.stringify(after);

/** `summary` is HTML; the empty lines make GitHub read Markdown inside. */
export const fold = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
