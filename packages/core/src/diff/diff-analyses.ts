import type { Analysis, WorkloadAnalysis } from '../analysis.ts';
import type { AnalysisDiff, NotCompared, WorkloadDiff, WorkloadIdentity } from './analysis-diff.ts';
import { sameValue } from './canonical.ts';
import { diffFindings, type PrintedFinding } from './diff-findings.ts';
import { diffResources } from './diff-resources.ts';
import { totalsOf } from './diff-totals.ts';
import { diffOtherFindings, type SortedFindings, sortFindings } from './findings-of-workloads.ts';
import { namedPath } from './fingerprint.ts';
import { groupWorkloads } from './group-workloads.ts';
import { diffLifecycles, lifecycleSummary } from './lifecycle-summary.ts';
import { matchWorkloads, type WorkloadPair } from './match-workloads.ts';
import { byKeys } from './order.ts';
import { podChanges } from './pod-changes.ts';
import { changeOf, objectChanges } from './workload-change.ts';

/**
 * What changed from `base` to `head`. Workloads are matched by apiVersion, kind, namespace and name, never by file
 * or order; file names of the two sides should be relative to each side's root. Swapping the sides negates every
 * number.
 */
export function diffAnalyses(base: Analysis, head: Analysis): AnalysisDiff {
  const sides = { before: sideOf(base), after: sideOf(head) };
  const pairs = matchWorkloads(base.workloads, head.workloads);
  const notCompared = pairs.flatMap((pair) => notComparedOf(pair, sides));
  const workloads = pairs
    .filter((pair) => notComparedOf(pair, sides).length === 0)
    .map((pair) => diffWorkload(pair, sides))
    .toSorted(byIdentity);
  const otherFindings = diffOtherFindings(sides.before.findings, sides.after.findings);
  return {
    kubernetesVersion: { before: base.release.version, after: head.release.version },
    workloads,
    groups: groupWorkloads(workloads),
    otherFindings,
    notCompared,
    unreadable: { before: base.unreadable, after: head.unreadable },
    totals: totalsOf(workloads, otherFindings),
  };
}

const byIdentity = byKeys<WorkloadDiff>(
  ({ identity }) => identity.namespace ?? '',
  ({ identity }) => identity.kind,
  ({ identity }) => identity.name,
  ({ identity }) => identity.apiVersion,
  ({ identity }) => identity.podTemplate ?? '',
  ({ source }) => (source.after ?? source.before)?.file ?? '',
  ({ source }) => (source.after ?? source.before)?.document ?? 0,
  ({ source }) => (source.after ?? source.before)?.item ?? 0,
);

interface Side {
  readonly analysis: Analysis;
  readonly findings: SortedFindings;
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

const sideOf = (analysis: Analysis): Side => ({ analysis, findings: sortFindings(analysis) });

function identityOf({ workload }: WorkloadAnalysis): WorkloadIdentity {
  const { apiVersion, kind, namespace, name } = workload.source;
  const identity = { apiVersion, kind, namespace, name };
  if (workload.kind !== 'Custom') return identity;
  return { ...identity, podTemplate: namedPath(workload.podPath, workload.manifest.value) };
}

function diffWorkload(pair: WorkloadPair, sides: Sides): WorkloadDiff {
  const { before, after } = pair;
  const compared = {
    ...identities(pair),
    source: { before: before?.workload.source ?? null, after: after?.workload.source ?? null },
    resources: diffResources(pair),
    lifecycle: diffLifecycles(
      before && lifecycleSummary(before, sides.before.analysis.release),
      after && lifecycleSummary(after, sides.after.analysis.release),
    ),
    pod: before && after ? podChanges(before.workload.pod, after.workload.pod) : [],
    object: before && after ? objectChanges(before.workload, after.workload) : [],
    findings: diffFindings(findingsOf(before, sides.before), findingsOf(after, sides.after)),
  };
  return { ...compared, change: changeOf(pair, compared) };
}

const findingsOf = (workload: WorkloadAnalysis | null, { findings }: Side): readonly PrintedFinding[] =>
  (workload && findings.of.get(workload)) ?? [];

function identities({ before, after }: WorkloadPair): Pick<WorkloadDiff, 'identity' | 'renamedFrom'> {
  if (before === null) return { identity: identityOf(after) };
  if (after === null) return { identity: identityOf(before) };
  const [renamedFrom, identity] = [identityOf(before), identityOf(after)];
  return sameValue(renamedFrom, identity) ? { identity } : { identity, renamedFrom };
}

/** A workload that is missing because the other side's text cannot be read is neither added nor removed. */
function notComparedOf({ before, after }: WorkloadPair, sides: Sides): readonly NotCompared[] {
  if (before !== null && after !== null) return [];
  const [present, other, side] =
    before === null ? [after, sides.before, 'base'] : [before, sides.after, 'head'];
  const { source } = present.workload;
  if (!other.analysis.unreadable.some(({ file }) => file === source.file)) return [];
  return [
    { identity: identityOf(present), source, reason: `${source.file} cannot be read on the ${side} side` },
  ];
}
