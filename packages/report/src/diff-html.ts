import type { AnalysisDiff, LocatedFinding, WorkloadDiff } from '@outrider/core';
import { statusWords, what } from './diff/describe.ts';
import { headline, isQuiet } from './diff/headline.ts';
import { chartsHtml, fieldsHtml, findingHtml, fixedHtml, rowsHtml, wordsHtml } from './diff/html/parts.ts';
import { DIFF_STYLE } from './diff/html/style.ts';
import { fullName, podsWords, workloadWords } from './diff/identity.ts';
import { notComparedWords } from './diff/not-compared.ts';
import { peakWords } from './diff/peak-words.ts';
import { workloadRows } from './diff/rows.ts';
import { containerEvents } from './diff/sidecar-words.ts';
import { singleWorkloads, worstFirst } from './diff/single-workloads.ts';
import { type ToldGroup, toldGroups } from './diff/told-groups.ts';
import { totalRows } from './diff/total-rows.ts';
import type { Words } from './diff/words.ts';
import { html } from './escape/html.ts';

/** No script, no other host: the page is what it is, wherever it is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** `outrider diff -o html`: one page, complete in itself, with everything that the other reports have to cut. */
export function diffHtml(diff: AnalysisDiff): string {
  const verdict = `${headline(diff)}.`.replace(/^./, (letter) => letter.toUpperCase());
  const parts = isQuiet(diff) ? [] : body(diff);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${html(`Outrider: ${headline(diff)}`)}</title>
<style>${DIFF_STYLE}</style>
</head>
<body>
<main>
<h1>${html(verdict)}</h1>
<p class="dim">${versions(diff)}</p>
${parts.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;
}

function versions({ kubernetesVersion: { before, after }, totals }: AnalysisDiff): string {
  const version = before === after ? after : `${before} against ${after}`;
  return `Kubernetes ${version}. ${totals.workloads.unchanged} unchanged.`;
}

function body(diff: AnalysisDiff): readonly string[] {
  const [groups, single] = [toldGroups(diff), worstFirst(singleWorkloads(diff))];
  return [
    unreadable(diff),
    rowsHtml('All workloads', totalRows(diff)),
    groups.length > 0 ? '<h2>The same change in several workloads</h2>' : '',
    ...groups.map(groupCard),
    single.length > 0 && groups.length > 0 ? '<h2>Changed on their own</h2>' : '',
    ...single.map(workloadCard),
    otherObjects(diff),
    notCompared(diff),
  ];
}

const items = (lines: readonly Words[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map((words) => `<li>${wordsHtml(words)}</li>`).join('')}</ul>`;

function workloadCard(workload: WorkloadDiff): string {
  return `<section class="card">
<h3>${wordsHtml(workloadWords(workload))}</h3>
<div class="dim">${wordsHtml(podsWords(workload))}</div>
${details(workload)}
</section>`;
}

/** What happened, the numbers, start and stop, fields and findings. */
function details(workload: WorkloadDiff): string {
  const events = [...statusWords(workload), ...containerEvents(workload.pod), ...peakWords(workload)];
  return [
    items(events.length > 0 ? events : [what(workload)]),
    ...workload.findings.added.filter((finding) => !isNote(finding)).map((finding) => findingHtml(finding)),
    ...workload.findings.fixed.filter((finding) => !isNote(finding)).map(fixedHtml),
    notes(workload),
    rowsHtml('', workloadRows(workload)),
    workload.change === 'changed' ? chartsHtml(workload) : '',
    fieldsHtml(workload),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const isNote = ({ severity }: LocatedFinding): boolean => severity === 'info';

/** What may be known, and need not be mended. */
function notes({ findings: { added, fixed } }: WorkloadDiff): string {
  const told = [
    ...added.filter(isNote).map((finding) => findingHtml(finding)),
    ...fixed.filter(isNote).map(fixedHtml),
  ];
  return told.length === 0
    ? ''
    : `<details><summary>Notes (${told.length})</summary>${told.join('\n')}</details>`;
}

function groupCard(told: ToldGroup): string {
  const { letters, group, kinds, pods, cpu, memory, start, stop, members, first } = told;
  const facts: readonly Words[] = [
    ['Pods: ', pods],
    ...(cpu === '0' ? [] : [['CPU: ', cpu]]),
    ...(memory === '0' ? [] : [['Memory: ', memory]]),
    ...(wordsHtml(start) === '–' ? [] : [['Start: ', ...start]]),
    ...(wordsHtml(stop) === '–' ? [] : [['Stop: ', ...stop]]),
  ];
  const names = members.map((member) => `<code>${html(fullName(member))}</code>`);
  return `<section class="card">
<h3>${letters}: ${group.count} × ${wordsHtml(kinds)}: ${wordsHtml(told.what)}</h3>
${items(facts)}
<details><summary>Workloads (${names.length})</summary><p>${names.join(', ')}</p></details>
<details open><summary>For example <code>${html(fullName(first))}</code></summary>
${details(first)}
</details>
</section>`;
}

function otherObjects({ otherFindings: { added, fixed } }: AnalysisDiff): string {
  if (added.length + fixed.length === 0) return '';
  const told = added.map((finding) =>
    findingHtml(finding, `<code>${html(`${finding.source.kind} ${finding.source.name}`)}</code>`),
  );
  return ['<h2>Other objects</h2>', ...told, ...fixed.map(fixedHtml)].join('\n');
}

function unreadable({ unreadable: { before, after } }: AnalysisDiff): string {
  const lines = [
    ...after.map((one) => ['head', one] as const),
    ...before.map((one) => ['base', one] as const),
  ].map(
    ([side, { file, line, message }]) =>
      `<div class="finding error"><b class="error">${side}: cannot be read</b> <code>${html(file)}:${line}</code><br>${html(message)}</div>`,
  );
  return lines.join('\n');
}

function notCompared(diff: AnalysisDiff): string {
  const lines = notComparedWords(diff);
  return lines.length === 0 ? '' : `<h2>Not compared</h2>\n${items(lines)}`;
}
