import type { Analysis, LocatedFinding, WorkloadAnalysis } from '@outrider/core';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import { UsageError } from '../usage-error.ts';

type Sides = readonly [base: Analysis, head: Analysis];

/**
 * Keeps what `--workload Kind/name` or `Kind/namespace/name` names, on both sides; all without it.
 *
 * @throws UsageError if neither side has one of that name
 */
export function onlyWorkload([base, head]: Sides, flags: ParsedFlags): Sides {
  const wanted = flags.value('workload')?.toLowerCase();
  if (wanted === undefined) return [base, head];
  const kept = [base, head].map((side) => only(side, wanted)) as [Analysis, Analysis];
  if (kept.some(({ workloads }) => workloads.length > 0)) return kept;
  const known = [base, head].flatMap(({ workloads }) => workloads.map((one) => namesOf(one)[0]));
  throw new UsageError(
    `Neither side has a workload "${flags.value('workload') ?? ''}"${didYouMean(wanted, known) || ': write Kind/name'}`,
  );
}

function only(side: Analysis, wanted: string): Analysis {
  const workloads = side.workloads.filter((one) =>
    namesOf(one).some((name) => name.toLowerCase() === wanted),
  );
  const sources = new Set(workloads.map(({ workload }) => workload.source));
  const isOf = ({ source }: LocatedFinding): boolean => sources.has(source);
  return { ...side, workloads, others: [], findings: side.findings.filter(isOf) };
}

function namesOf({ workload: { source } }: WorkloadAnalysis): readonly [string, string] {
  const { kind, namespace, name } = source;
  return [`${kind}/${name}`, `${kind}/${namespace ?? 'default'}/${name}`];
}
