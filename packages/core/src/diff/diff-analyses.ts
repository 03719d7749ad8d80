import type { Analysis, WorkloadAnalysis } from '../analysis.ts';
import { canonical, sameValue } from '../canonical.ts';
import type { LocatedFinding } from '../finding.ts';
import type {
  AnalysisDiff,
  NotCompared,
  UnreadInput,
  WorkloadDiff,
  WorkloadIdentity,
} from './analysis-diff.ts';
import { type ChangeRuleOptions, changeFindings } from './change-findings.ts';
import { diffFindings, type PrintedFinding } from './diff-findings.ts';
import { diffResources } from './diff-resources.ts';
import { totalsOf } from './diff-totals.ts';
import { diffOtherFindings, type SortedFindings, sortFindings } from './findings-of-workloads.ts';
import { fingerprintOf, namedPath } from './fingerprint.ts';
import { groupBy } from './group-by.ts';
import { groupWorkloads } from './group-workloads.ts';
import { diffLifecycles, lifecycleSummary } from './lifecycle-summary.ts';
import { matchWorkloads, type WorkloadPair } from './match-workloads.ts';
import { byKeys } from './order.ts';
import { diffOtherObjects } from './other-objects.ts';
import { podChanges } from './pod-changes.ts';
import type { NodeOptions } from './total-resources.ts';
import { changeOf, objectChanges } from './workload-change.ts';

export interface DiffOptions extends ChangeRuleOptions {
  /** For the number of nodes that all workloads need; the analyses tell it of each alone. */
  readonly node?: NodeOptions;
  /** What of the input was not read. */
  readonly unread?: UnreadInput;
  /** What becomes of the findings about a workload's change: other severities, or fewer. */
  readonly adjust?: (
    findings: readonly LocatedFinding[],
    head: WorkloadAnalysis,
  ) => readonly LocatedFinding[];
}

const NOTHING_UNREAD: UnreadInput = { equalFiles: 0, skipped: [] };

/**
 * What changed from `base` to `head`. Workloads are matched by apiVersion, kind, namespace and name, never by file
 * or order; file names of the two sides should be relative to each side's root. Swapping the sides negates every
 * number.
 */
export function diffAnalyses(base: Analysis, head: Analysis, options: DiffOptions = {}): AnalysisDiff {
  const sides = { before: sideOf(base), after: sideOf(head) };
  const pairs = matchWorkloads(base.workloads, head.workloads);
  const notCompared = pairs.flatMap((pair) => notComparedOf(pair, sides));
  const workloads = withNamesakes(
    pairs
      .filter((pair) => notComparedOf(pair, sides).length === 0)
      .map((pair) => diffWorkload(pair, sides, options))
      .toSorted(byIdentity),
  );
  const otherFindings = diffOtherFindings(sides.before.findings, sides.after.findings);
  return {
    kubernetesVersion: { before: base.release.version, after: head.release.version },
    workloads,
    groups: groupWorkloads(workloads),
    otherFindings,
    notCompared,
    otherObjects: diffOtherObjects(base, head),
    unread: options.unread ?? NOTHING_UNREAD,
    unreadable: { before: base.unreadable, after: head.unreadable },
    totals: totalsOf(workloads, otherFindings, options.node),
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

/** Marks those that only their file tells apart, as in the overlays of one application. */
function withNamesakes(workloads: readonly WorkloadDiff[]): readonly WorkloadDiff[] {
  const groups = groupBy(workloads, ({ identity }) => canonical(identity));
  return workloads.map((workload) =>
    (groups.get(canonical(workload.identity))?.length ?? 0) > 1
      ? { ...workload, hasNamesake: true }
      : workload,
  );
}

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

function diffWorkload(pair: WorkloadPair, sides: Sides, options: DiffOptions): WorkloadDiff {
  const { before, after } = pair;
  const lifecycle = diffLifecycles(
    before && lifecycleSummary(before, sides.before.analysis.release),
    after && lifecycleSummary(after, sides.after.analysis.release),
  );
  const ofChange = findingsOfChange(pair, sides, options);
  const compared = {
    ...identities(pair),
    source: { before: before?.workload.source ?? null, after: after?.workload.source ?? null },
    resources: diffResources(pair),
    lifecycle,
    oldestVersion: oldestVersions(pair),
    pod: before && after ? podChanges(before.workload.pod, after.workload.pod) : [],
    object: before && after ? objectChanges(before.workload, after.workload) : [],
    findings: diffFindings(findingsOf(before, sides.before), findingsOf(after, sides.after), ofChange),
  };
  return { ...compared, change: changeOf(pair, compared) };
}

/** Verdicts cost time, and equal objects have one. */
function oldestVersions({ before, after }: WorkloadPair): WorkloadDiff['oldestVersion'] {
  if (before === null || after === null) {
    return { before: before?.oldestVersion ?? null, after: after?.oldestVersion ?? null };
  }
  const isSame = sameValue(before.workload.manifest.value, after.workload.manifest.value);
  return {
    before: isSame ? after.oldestVersion : before.oldestVersion,
    after: after.oldestVersion,
  };
}

/** What is said of the change, without what the author of the head decided against. */
function findingsOfChange(
  { before, after }: WorkloadPair,
  { after: head }: Sides,
  options: DiffOptions,
): readonly PrintedFinding[] {
  if (before === null || after === null) return [];
  const { release, isIgnored = () => false } = head.analysis;
  const found = changeFindings(before, after, release, options).filter((finding) => !isIgnored(finding));
  if (found.length === 0) return [];
  return (options.adjust?.(found, after) ?? found).map((finding) => ({
    finding,
    print: fingerprintOf(finding, after.workload.manifest.value),
  }));
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
