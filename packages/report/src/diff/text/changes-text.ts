import type { ResourceAmounts, WorkloadDiff } from '@outrider/core';
import { visible } from '../../escape/visible.ts';
import type { Tone } from '../../terminal/paint.ts';
import { truncate, widthOf } from '../../terminal/width.ts';
import type { TextOptions } from '../../text-options.ts';
import { what } from '../describe.ts';
import { workloadWords } from '../identity.ts';
import { signed } from '../signed.ts';
import { worstFinding, worstFirst } from '../single-workloads.ts';
import { wordsText } from '../words.ts';

const MOST_ROWS = 40;

/** Many workloads that change on their own: two lines each, the worst first. */
export function changesText(single: readonly WorkloadDiff[], options: TextOptions): readonly string[] {
  if (single.length === 0) return [];
  const { paint } = options;
  const shown = worstFirst(single).slice(0, MOST_ROWS);
  const more = single.length - shown.length;
  return [
    paint('dim', 'Changed on their own:'),
    ...shown.flatMap((workload) => rowOf(workload, options)),
    ...(more > 0 ? [`… and ${more} more that change on their own`] : []),
  ];
}

function rowOf(workload: WorkloadDiff, options: TextOptions): readonly string[] {
  const { paint, width } = options;
  const { delta, after, before } = workload.resources;
  const each = (after ?? before)?.replicas === null ? ' per node' : '';
  const sizes = [
    sizeOf(delta.total.requests, 'cpu', `CPU${each}`),
    sizeOf(delta.total.requests, 'memory', `memory${each}`),
  ];
  const facts = [...sizes, wordsText(what(workload))].filter((fact) => fact !== '').join(' · ');
  const title = wordsText(workloadWords(workload));
  const worst = worstOf(workload);
  const isShort = widthOf(`${title}  ${worst.text}`) <= width;
  const painted = worst.text === '' ? '' : worst.text.replace(worst.state, paint(worst.tone, worst.state));
  return [
    `${paint('bold', title)}${isShort && painted !== '' ? `  ${painted}` : ''}`,
    ...(isShort ? [] : [`  ${painted}`]),
    `  ${truncate(facts, width - 2)}`,
  ];
}

function sizeOf(amounts: ResourceAmounts, resource: string, called: string): string {
  const change = signed(Object.hasOwn(amounts, resource) ? (amounts[resource] ?? '0') : '0');
  return change === '0' ? '' : `${called} ${change}`;
}

function worstOf(workload: WorkloadDiff): {
  readonly text: string;
  readonly state: string;
  readonly tone: Tone;
} {
  const worst = worstFinding(workload);
  if (worst === undefined) return { text: '', state: '', tone: 'dim' };
  const { rule, severity } = worst.finding;
  const state = worst.isNew ? severity : 'fixed';
  const tone = !worst.isNew ? 'green' : severity === 'error' ? 'red' : 'yellow';
  return { text: `${state} ${visible(rule)}`, state, tone };
}
