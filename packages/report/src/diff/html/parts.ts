import type { LocatedFinding, WorkloadDiff } from '@outrider/core';
import { html } from '../../escape/html.ts';
import { chartsOf } from '../bars/chart.ts';
import { chartSvg } from '../bars/chart-svg.ts';
import { changedFields } from '../field-lines.ts';
import type { Row } from '../row.ts';
import type { Words } from '../words.ts';

export const wordsHtml = (words: Words): string =>
  words.map((word) => (typeof word === 'string' ? html(word) : `<code>${html(word.name)}</code>`)).join('');

/** Rows of a comparison under a title. */
export function rowsHtml(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const body = rows.map(
    ({ label, before, after, change, isPart = false }) =>
      `<tr${isPart ? ' class="part"' : ''}><td>${wordsHtml(label)}</td><td class="number">${wordsHtml(before)}</td><td class="number">${wordsHtml(after)}</td><td class="change">${wordsHtml(change)}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th>${html(title)}</th><th class="number">base</th><th class="number">head</th><th class="number">change</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

/** Start and stop of both sides over each other, as far as they differ. */
export const chartsHtml = (workload: WorkloadDiff): string =>
  chartsOf(workload)
    .map(
      (chart) =>
        `<figure><figcaption>${html(chart.title)}</figcaption><div class="scroll" tabindex="0">${chartSvg(chart)}</div></figure>`,
    )
    .join('\n');

const SIGNS: Readonly<Record<string, string>> = { '+': 'add', '-': 'remove', '!': 'alter' };

export function fieldsHtml(workload: WorkloadDiff): string {
  const lines = changedFields(workload);
  if (lines.length === 0) return '';
  const body = lines.map(
    (line) => `<span class="${SIGNS[line.slice(0, 1)] ?? 'alter'}">${html(line)}</span>`,
  );
  return `<details><summary>Changed fields (${lines.length})</summary><pre>${body.join('\n')}</pre></details>`;
}

export function findingHtml(finding: LocatedFinding, whose = ''): string {
  const { severity, rule, message, source, line, fix, explanation } = finding;
  const place = `${source.file}:${line}`;
  const advice = fix?.description ?? explanation;
  return `<div class="finding ${severity}"><b class="${severity}">new ${severity}</b> <code>${html(rule)}</code>${whose === '' ? '' : ` in ${whose}`} <span class="dim">${html(place)}</span><br>${html(message)}${advice === undefined ? '' : `<br><span class="dim">${html(advice)}</span>`}</div>`;
}

export const fixedHtml = ({ severity, rule, message }: LocatedFinding): string =>
  `<div class="finding fixed"><b class="fixed">fixed ${severity}</b> <code>${html(rule)}</code> <span class="dim">${html(message)}</span></div>`;
