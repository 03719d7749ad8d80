import type { AnalysisDiff, LocatedFinding, Severity, WorkloadDiff } from '@outrider/core';
import { fieldLines } from './diff/field-lines.ts';
import { headline } from './diff/headline.ts';
import { podsWords, workloadWords } from './diff/identity.ts';
import { statusWords } from './diff/markdown-workload.ts';
import { peakWords } from './diff/peak-words.ts';
import { type Row, resourceWords, workloadRows } from './diff/rows.ts';
import { inOneUnit, signed } from './diff/signed.ts';
import { wordsText } from './diff/words.ts';
import { visible } from './escape/visible.ts';
import type { Tone } from './terminal/paint.ts';
import { table } from './terminal/table.ts';
import type { TextOptions } from './text-options.ts';

/** `outrider diff` for people: each workload that changes, then the sums. */
export function diffText(diff: AnalysisDiff, options: TextOptions): string {
  const blocks = [
    ...unreadableLines(diff, options),
    ...diff.workloads
      .filter(({ change }) => change !== 'unchanged')
      .map((one) => workloadLines(one, options)),
    otherLines(diff, options),
    totalLines(diff),
    [
      options.paint(
        'bold',
        `${headline(diff)}.`.replace(/^./, (letter) => letter.toUpperCase()),
      ),
    ],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${options.ascii ? ascii(text.join('\n\n')) : text.join('\n\n')}\n`;
}

const ascii = (text: string): string =>
  text
    .replaceAll('−', '-')
    .replaceAll('–', '-')
    .replaceAll('→', '->')
    .replaceAll('≤', '<=')
    .replaceAll('≥', '>=');

function unreadableLines(
  { unreadable }: AnalysisDiff,
  { paint }: TextOptions,
): readonly (readonly string[])[] {
  return [...unreadable.before, ...unreadable.after].map(({ file, line, column, message }) => [
    `${paint('bold', `${visible(file)}:${line}:${column}:`)} ${paint('red', 'error:')} cannot read: ${visible(message)}`,
  ]);
}

function workloadLines(workload: WorkloadDiff, options: TextOptions): readonly string[] {
  const { paint } = options;
  const facts = [...statusWords(workload), podsWords(workload)].map(wordsText).join(', ');
  return [
    `${paint('bold', wordsText(workloadWords(workload.identity)))}  ${paint('dim', facts)}`,
    ...rowLines(workloadRows(workload)),
    ...peakWords(workload).map((words) => `  ${wordsText(words)}`),
    ...fieldLines(workload).map((line) => `  ${paint(toneOf(line), line)}`),
    ...findingLines(workload.findings.added, 'new', options),
    ...findingLines(workload.findings.fixed, 'fixed', options),
  ];
}

const toneOf = (line: string): Tone =>
  line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'yellow';

function rowLines(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const columns = [{ title: '' }, { title: 'base' }, { title: 'head' }, { title: 'change' }];
  const cells = rows.map(({ label, before, after, change }) =>
    [label, before, after, change].map((words) => ({ text: wordsText(words) })),
  );
  return table(columns, cells).map((line) => `  ${line}`);
}

const TONES: Readonly<Record<Severity, Tone>> = { error: 'red', warning: 'yellow', info: 'blue' };

function findingLines(
  findings: readonly LocatedFinding[],
  state: 'new' | 'fixed',
  { paint }: TextOptions,
): readonly string[] {
  return findings.map(({ severity, rule, message, source, line }) => {
    const place = paint('dim', `${visible(source.file)}:${line}`);
    const label =
      state === 'new' ? paint(TONES[severity], `new ${severity}`) : paint('green', `fixed ${severity}`);
    return `  ${label} ${visible(rule)}: ${visible(message)}  ${place}`;
  });
}

function otherLines({ otherFindings, notCompared }: AnalysisDiff, options: TextOptions): readonly string[] {
  return [
    ...findingLines(otherFindings.added, 'new', options),
    ...findingLines(otherFindings.fixed, 'fixed', options),
    ...notCompared.map(
      ({ identity, reason }) => `  not compared: ${wordsText(workloadWords(identity))}: ${visible(reason)}`,
    ),
  ].map((line) => line.trimStart());
}

function totalLines({ totals }: AnalysisDiff): readonly string[] {
  const { replicated, perNode } = totals.resources;
  const rows = [
    { of: '', ...replicated },
    { of: ' per node', ...perNode },
  ].flatMap(({ of, before, after, delta }) =>
    Object.entries(delta.requests)
      .filter(([, change]) => change !== '0')
      .map(([resource, change]) => {
        const sides = [before, after].map(({ requests }) => requests[resource] ?? '0');
        const [from = '', to = '', by = ''] = inOneUnit(resource, [...sides, change]);
        return [`${wordsText(resourceWords(resource))} requests of all workloads${of}`, from, to, signed(by)];
      }),
  );
  if (rows.length === 0) return [];
  const columns = [{ title: '' }, { title: 'base' }, { title: 'head' }, { title: 'change' }];
  return table(
    columns,
    rows.map((cells) => cells.map((text) => ({ text }))),
  );
}
