import type { LocatedFinding, Severity } from '../finding.ts';
import type { FindingsDiff } from './analysis-diff.ts';
import type { Fingerprint } from './fingerprint.ts';
import { byKeys } from './order.ts';

/** A finding with what makes it the same one on the other side. */
export interface PrintedFinding {
  readonly finding: LocatedFinding;
  readonly print: Fingerprint;
}

const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then by rule, container and place. */
const byWeight = byKeys<PrintedFinding>(
  ({ finding }) => SEVERITY_ORDER[finding.severity],
  ({ finding }) => finding.rule,
  ({ print }) => print.container,
  ({ print }) => print.field,
  ({ finding }) => finding.source.file,
  ({ finding }) => finding.line,
  ({ finding }) => finding.column,
  ({ finding }) => finding.message,
);

/**
 * Findings as sets that may hold one fingerprint several times: 2 before and 3 after are 2 kept and 1 added. Which
 * one is added is told by the field below the container, where that helps. What is said of the change itself is added.
 */
export function diffFindings(
  before: readonly PrintedFinding[],
  after: readonly PrintedFinding[],
  ofChange: readonly PrintedFinding[] = [],
): FindingsDiff {
  const exact = cancel(before.toSorted(byWeight), after.toSorted(byWeight), ({ print }) =>
    JSON.stringify([print.rule, print.container, print.field]),
  );
  const loose = cancel(exact.before, exact.after, ({ print }) =>
    JSON.stringify([print.rule, print.container]),
  );
  return {
    added: [...loose.after, ...ofChange].toSorted(byWeight).map(({ finding }) => finding),
    fixed: loose.before.map(({ finding }) => finding),
    kept: after.length - loose.after.length,
  };
}

interface Sides {
  readonly before: readonly PrintedFinding[];
  readonly after: readonly PrintedFinding[];
}

/** What is left of both sides when equal keys have cancelled each other, one against one. */
function cancel(
  before: readonly PrintedFinding[],
  after: readonly PrintedFinding[],
  keyOf: (printed: PrintedFinding) => string,
): Sides {
  const counts = new Map<string, number>();
  for (const printed of before) counts.set(keyOf(printed), (counts.get(keyOf(printed)) ?? 0) + 1);
  const spend = (printed: PrintedFinding): boolean => {
    const count = counts.get(keyOf(printed)) ?? 0;
    if (count > 0) counts.set(keyOf(printed), count - 1);
    return count > 0;
  };
  const leftAfter = after.filter((printed) => !spend(printed));
  // What is still counted was met by nothing: the last ones of each key stay.
  const leftBefore = before.toReversed().filter(spend).toReversed();
  return { before: leftBefore, after: leftAfter };
}
