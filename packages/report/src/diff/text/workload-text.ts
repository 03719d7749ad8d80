import type { WorkloadDiff } from '@outrider/core';
import type { Tone } from '../../terminal/paint.ts';
import { truncate, wrap } from '../../terminal/width.ts';
import type { TextOptions } from '../../text-options.ts';
import { chartsOf } from '../bars/chart.ts';
import { chartText } from '../bars/chart-text.ts';
import { statusWords } from '../describe.ts';
import { changedFields } from '../field-lines.ts';
import { podsWords, workloadWords } from '../identity.ts';
import { peakWords } from '../peak-words.ts';
import { workloadRows } from '../rows.ts';
import { containerEvents } from '../sidecar-words.ts';
import { wordsText } from '../words.ts';
import { fixedFindingText, newFindingText } from './findings-text.ts';
import { rowsText } from './rows-text.ts';

const INDENT = '  ';
const MOST_FIELDS = 30;

/** One workload whole: what happened, the numbers, start and stop, the changed fields, the findings. */
export function workloadText(workload: WorkloadDiff, options: TextOptions): readonly string[] {
  const { paint } = options;
  const facts = [...statusWords(workload), podsWords(workload)].map(wordsText).join(', ');
  const title = `${paint('bold', wordsText(workloadWords(workload)))}  ${paint('dim', facts)}`;
  const parts = [eventLines(workload, options), ...detailParts(workload, options)];
  return [title, ...spaced(parts)];
}

/** The numbers, start and stop, fields and findings, a part each; empty ones are none. */
export function detailParts(workload: WorkloadDiff, options: TextOptions): readonly (readonly string[])[] {
  return [
    rowsText('', workloadRows(workload), options),
    ...(workload.change === 'changed' ? [timelineLines(workload, options)] : []),
    fieldsText(workload, options),
    findingLines(workload, options),
  ];
}

/** Parts with an empty line between them; what happened stands right below the title. */
export function spaced(parts: readonly (readonly string[])[]): readonly string[] {
  const filled = parts.filter((lines) => lines.length > 0);
  return filled.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function eventLines(workload: WorkloadDiff, { width }: TextOptions): readonly string[] {
  return [...containerEvents(workload.pod), ...peakWords(workload)].flatMap((words) =>
    wrap(wordsText(words), width - 4).map((line, index) => `${INDENT}${index === 0 ? '' : INDENT}${line}`),
  );
}

function timelineLines(workload: WorkloadDiff, { width, paint }: TextOptions): readonly string[] {
  return spaced(
    chartsOf(workload).map((chart) =>
      chartText(chart, width - INDENT.length).map(
        (line, index) => `${INDENT}${index === 0 ? paint('dim', line) : line}`,
      ),
    ),
  );
}

const TONE: Readonly<Record<string, Tone>> = { '+': 'green', '-': 'red', '!': 'yellow' };

function fieldsText(workload: WorkloadDiff, { width, paint }: TextOptions): readonly string[] {
  const lines = changedFields(workload);
  const shown = lines.slice(0, MOST_FIELDS).map((line) => {
    const text = truncate(line, width - INDENT.length);
    return `${INDENT}${paint(TONE[line.slice(0, 1)] ?? 'yellow', text)}`;
  });
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `${INDENT}${paint('dim', `… and ${more} more fields`)}`] : shown;
}

function findingLines({ findings }: WorkloadDiff, options: TextOptions): readonly string[] {
  const given = { ...options, indent: INDENT };
  return [
    ...findings.added.flatMap((finding) => newFindingText(finding, given)),
    ...findings.fixed.map((finding) => fixedFindingText(finding, given)),
  ];
}
