import { type AnalysisDiff, milliValue, parseQuantity, type ResourceAmounts, value } from '@outrider/core';
import type { Inputs } from './inputs/diff-inputs.ts';

export type Worst = 'error' | 'warning' | 'info' | 'none';

/** The numbers of a diff that workflows ask for. */
export interface Verdict {
  readonly changed: boolean;
  readonly changedCount: number;
  /** New ones, and text of the head that nobody can parse. */
  readonly errorCount: number;
  readonly warningCount: number;
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
  { errorCount, warningCount }: Verdict,
  failOn: Inputs['failOn'],
): string | undefined {
  const errors = `${errorCount} new ${errorCount === 1 ? 'error' : 'errors'}`;
  const warnings = `${warningCount} new ${warningCount === 1 ? 'warning' : 'warnings'}`;
  switch (failOn) {
    case 'never':
      return undefined;
    case 'error':
      return errorCount > 0 ? `${errors} (fail-on: error)` : undefined;
    case 'warning':
      return errorCount + warningCount > 0 ? `${errors} and ${warnings} (fail-on: warning)` : undefined;
  }
}
