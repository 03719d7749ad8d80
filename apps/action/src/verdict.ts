import {
  type AnalysisDiff,
  milliValue,
  parseQuantity,
  type ResourceAmounts,
  type Severity,
  value,
} from '@outrider/core';
import type { FailOn, Inputs } from './inputs/diff-inputs.ts';

export type Worst = 'error' | 'warning' | 'info' | 'none';

/** The numbers of a diff that workflows ask for. */
export interface Verdict {
  readonly changed: boolean;
  readonly changedCount: number;
  /** New ones, and text of the head that nobody can parse. */
  readonly errorCount: number;
  readonly warningCount: number;
  readonly infoCount: number;
  readonly worst: Worst;
  readonly cpuDeltaMillicores: bigint;
  readonly memoryDeltaBytes: bigint;
}

export function verdictOf({ totals, unreadable }: AnalysisDiff): Verdict {
  const { added, fixed } = totals.findings;
  const known = new Set(unreadable.before.map(({ file, message }) => `${file}\n${message}`));
  const errorCount =
    added.error + unreadable.after.filter(({ file, message }) => !known.has(`${file}\n${message}`)).length;
  const moved = added.error + added.warning + added.info + fixed.error + fixed.warning + fixed.info;
  const delta = totals.resources.replicated.delta.requests;
  return {
    changed: totals.workloads.different > 0 || moved > 0 || errorCount > 0,
    changedCount: totals.workloads.different,
    errorCount,
    warningCount: added.warning,
    infoCount: added.info,
    worst: errorCount > 0 ? 'error' : added.warning > 0 ? 'warning' : added.info > 0 ? 'info' : 'none',
    cpuDeltaMillicores: milliValue(parseQuantity(amount(delta, 'cpu'))),
    memoryDeltaBytes: value(parseQuantity(amount(delta, 'memory'))),
  };
}

const amount = (amounts: ResourceAmounts, name: string): string => amounts[name] ?? '0';

/** Whether a first comment has something to say. */
export function mayCreate(
  { changed, errorCount, warningCount }: Verdict,
  comment: Inputs['comment'],
): boolean {
  switch (comment) {
    case 'always':
      return true;
    case 'changes':
      return changed;
    case 'findings':
      return errorCount + warningCount > 0;
    case 'off':
      return false;
  }
}

/** Why the step fails; undefined where it does not. */
export function failureOf(
  { errorCount, warningCount, infoCount }: Verdict,
  failOn: FailOn,
): string | undefined {
  const counted = COUNTED[failOn];
  const counts = { error: errorCount, warning: warningCount, info: infoCount };
  const told = counted
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} new ${WORDS[severity]}${counts[severity] === 1 ? '' : 's'}`);
  return told.length === 0 ? undefined : `${told.join(', ')} (fail-on: ${failOn})`;
}

const COUNTED: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  never: [],
};

const WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
