import { type Amounts, amountsDelta, NOTHING } from './amounts.ts';
import type { WorkloadPair } from './match-workloads.ts';
import { minus } from './money.ts';
import { type AtReplicas, type ResourceSide, resourceSide, type SideCost } from './resource-side.ts';

/** Head minus base; a side that is missing counts as nothing. */
export interface ResourceDelta {
  readonly replicas: number | null;
  readonly pod: Amounts;
  readonly total: Amounts;
  /** Where an autoscaler decides on either side. */
  readonly range?: { readonly fewest: AtReplicas; readonly most: AtReplicas };
  readonly rollout?: Amounts;
  readonly cost?: SideCost;
  /** Where both sides have Pods; `nodes` is `null` where no Pod fits on one of them. */
  readonly fit?: { readonly podsPerNode: number; readonly nodes: number | null };
}

export interface ResourceDiff {
  readonly before: ResourceSide | null;
  readonly after: ResourceSide | null;
  readonly delta: ResourceDelta;
}

type Side = ResourceSide | null;

export function diffResources({ before, after }: WorkloadPair): ResourceDiff {
  const [base, head] = [before && resourceSide(before), after && resourceSide(after)];
  return { before: base, after: head, delta: resourceDelta(base, head) };
}

function resourceDelta(base: Side, head: Side): ResourceDelta {
  const rolls = base?.rollout !== undefined || head?.rollout !== undefined;
  return {
    replicas: replicasDelta(base, head),
    pod: amountsDelta(base?.pod ?? NOTHING, head?.pod ?? NOTHING),
    total: amountsDelta(base?.total ?? NOTHING, head?.total ?? NOTHING),
    ...rangeDelta(base, head),
    ...(rolls && { rollout: amountsDelta(base?.rollout ?? NOTHING, head?.rollout ?? NOTHING) }),
    ...costDelta(base, head),
    ...fitDelta(base, head),
  };
}

function replicasDelta(before: Side, after: Side): number | null {
  if (before?.replicas === null || after?.replicas === null) return null;
  return (after?.replicas ?? 0) - (before?.replicas ?? 0);
}

export type End = 'fewest' | 'most';

/** What a side has at one end of its range; the same at both where no autoscaler decides. */
export const atEnd = (side: Side, end: End): AtReplicas =>
  side === null
    ? { replicas: 0, ...NOTHING }
    : (side.range?.[end] ?? { replicas: side.replicas ?? 1, ...side.total });

function rangeDelta(base: Side, head: Side): Pick<ResourceDelta, 'range'> {
  if (base?.range === undefined && head?.range === undefined) return {};
  const deltaAt = (end: End): AtReplicas => {
    const [before, after] = [atEnd(base, end), atEnd(head, end)];
    return { replicas: after.replicas - before.replicas, ...amountsDelta(before, after) };
  };
  return { range: { fewest: deltaAt('fewest'), most: deltaAt('most') } };
}

/** The money of a side at one end of its range. */
export const costAtEnd = (side: Side, end: End): number => {
  const cost = side?.cost;
  return cost?.[end === 'fewest' ? 'fewestPerMonth' : 'mostPerMonth'] ?? cost?.perMonth ?? 0;
};

function costDelta(base: Side, head: Side): Pick<ResourceDelta, 'cost'> {
  if (base?.cost === undefined && head?.cost === undefined) return {};
  const perMonth = minus(head?.cost?.perMonth ?? 0, base?.cost?.perMonth ?? 0);
  if (base?.range === undefined && head?.range === undefined) return { cost: { perMonth } };
  const at = (end: End): number => minus(costAtEnd(head, end), costAtEnd(base, end));
  return { cost: { perMonth, fewestPerMonth: at('fewest'), mostPerMonth: at('most') } };
}

function fitDelta(base: Side, head: Side): Pick<ResourceDelta, 'fit'> {
  if (base?.fit === undefined || head?.fit === undefined) return {};
  const [before, after] = [base.fit, head.fit];
  const nodes = before.nodes === null || after.nodes === null ? null : after.nodes - before.nodes;
  return { fit: { podsPerNode: after.podsPerNode - before.podsPerNode, nodes } };
}
