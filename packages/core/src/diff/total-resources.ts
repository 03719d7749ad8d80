import type { ResourceAmounts } from '../quantity/resource-list.ts';
import { fewestNodes } from '../resources/node-fit.ts';
import { type Amounts, type AmountsDiff, diffAmounts, sumAmounts } from './amounts.ts';
import type { WorkloadChange } from './analysis-diff.ts';
import { atEnd, costAtEnd, type End, type ResourceDiff } from './diff-resources.ts';
import { minus, sumMoney } from './money.ts';
import type { ResourceSide } from './resource-side.ts';

export interface NumberDiff {
  readonly before: number | null;
  readonly after: number | null;
  /** `null` where one side has no number. */
  readonly delta: number | null;
}

/** Sums over all workloads. What runs once a node does not add up with what runs n times: two sums. */
export interface ResourceTotals {
  /** Of the workloads whose number of Pods is known. */
  readonly replicated: AmountsDiff;
  /** Of one Pod of each workload whose number of Pods is the number of nodes. */
  readonly perNode: AmountsDiff;
  /** The change of `replicated` by what happened to the workload; the parts add up to it. */
  readonly byChange: Readonly<Record<'added' | 'removed' | 'changed', Amounts>>;
  /** `replicated` with autoscaled workloads at their fewest and at their most; absent without any. */
  readonly range?: { readonly fewest: AmountsDiff; readonly most: AmountsDiff };
  /** Money a month, where prices are given. */
  readonly cost?: CostTotals;
  /** The fewest nodes that hold `replicated` beside `perNode`, where a node is given: `null` where none does. */
  readonly nodes?: NodeTotals;
}

export type NodeTotals = NumberDiff & {
  readonly range?: { readonly fewest: NumberDiff; readonly most: NumberDiff };
};

export interface CostTotals {
  readonly replicated: NumberDiff;
  readonly perNode: NumberDiff;
  readonly range?: { readonly fewest: NumberDiff; readonly most: NumberDiff };
}

/** A workload's resources, and what happened to it. */
export interface ChangedResources {
  readonly change: WorkloadChange;
  readonly resources: ResourceDiff;
}

/** The node that the number of nodes is asked for. */
export interface NodeOptions {
  readonly node: ResourceAmounts;
  /** What its DaemonSets take, besides those that are compared. */
  readonly daemonSets?: ResourceAmounts;
}

type SideName = 'before' | 'after';
type Sides = Readonly<Record<SideName, readonly ResourceSide[]>>;

/** Adds up what `diffResources` printed, so that the totals are the sum of their rows. */
export function totalResources(all: readonly ChangedResources[], node?: NodeOptions): ResourceTotals {
  const sides = { before: sidesOf(all, 'before'), after: sidesOf(all, 'after') };
  const [replicated, perNode] = [pick(sides, false), pick(sides, true)];
  const isRanged = [...replicated.before, ...replicated.after].some(({ range }) => range !== undefined);
  const totals = {
    replicated: diffSums(replicated, ({ total }) => total),
    perNode: diffSums(perNode, ({ total }) => total),
    byChange: {
      added: deltaOf(all, 'added'),
      removed: deltaOf(all, 'removed'),
      changed: deltaOf(all, 'changed'),
    },
    ...(isRanged && { range: bothEnds((end) => diffSums(replicated, (side) => atEnd(side, end))) }),
  };
  return {
    ...totals,
    ...costTotals(replicated, perNode, isRanged),
    ...(node && { nodes: nodesOf(totals, [replicated, perNode], node, isRanged) }),
  };
}

const bothEnds = <T>(at: (end: End) => T): { readonly fewest: T; readonly most: T } => ({
  fewest: at('fewest'),
  most: at('most'),
});

const sidesOf = (all: readonly ChangedResources[], name: SideName): readonly ResourceSide[] =>
  all.flatMap(({ resources }) => resources[name] ?? []);

const isPerNode = ({ replicas }: ResourceSide): boolean => replicas === null;

const pick = ({ before, after }: Sides, perNode: boolean): Sides => ({
  before: before.filter((side) => isPerNode(side) === perNode),
  after: after.filter((side) => isPerNode(side) === perNode),
});

const diffSums = ({ before, after }: Sides, amountsOf: (side: ResourceSide) => Amounts): AmountsDiff =>
  diffAmounts(sumAmounts(before.map(amountsOf)), sumAmounts(after.map(amountsOf)));

/** A workload that becomes a DaemonSet, or stops being one, counts on the side where it is none. */
function deltaOf(all: readonly ChangedResources[], change: WorkloadChange): Amounts {
  const own = all.filter((one) => one.change === change);
  const sides = pick({ before: sidesOf(own, 'before'), after: sidesOf(own, 'after') }, false);
  return diffSums(sides, ({ total }) => total).delta;
}

const diffNumbers = (before: number | null, after: number | null): NumberDiff => ({
  before,
  after,
  delta: before === null || after === null ? null : minus(after, before),
});

function costTotals(replicated: Sides, perNode: Sides, isRanged: boolean): Pick<ResourceTotals, 'cost'> {
  const all = [replicated, perNode].flatMap(({ before, after }) => [...before, ...after]);
  if (all.every(({ cost }) => cost === undefined)) return {};
  const diffOf = ({ before, after }: Sides, costOf: (side: ResourceSide) => number): NumberDiff =>
    diffNumbers(sumMoney(before.map(costOf)), sumMoney(after.map(costOf)));
  const now = ({ cost }: ResourceSide): number => cost?.perMonth ?? 0;
  return {
    cost: {
      replicated: diffOf(replicated, now),
      perNode: diffOf(perNode, now),
      ...(isRanged && { range: bothEnds((end) => diffOf(replicated, (side) => costAtEnd(side, end))) }),
    },
  };
}

function nodesOf(
  { replicated, perNode, range }: Pick<ResourceTotals, 'replicated' | 'perNode' | 'range'>,
  [sides, nodeSides]: readonly [replicated: Sides, perNode: Sides],
  { node, daemonSets = {} }: NodeOptions,
  isRanged: boolean,
): NodeTotals {
  const at = (
    name: SideName,
    amounts: AmountsDiff,
    podsOf: (side: ResourceSide) => number,
  ): number | null => {
    const pods = sides[name].reduce((sum, side) => sum + podsOf(side), 0);
    const own = { ...perNode[name].requests, pods: String(nodeSides[name].length) };
    const taken = sumAmounts([own, daemonSets].map((requests) => ({ requests, limits: {} }))).requests;
    return fewestNodes(amounts[name].requests, pods, node, taken);
  };
  const diffOf = (amounts: AmountsDiff, podsOf: (side: ResourceSide) => number): NumberDiff =>
    diffNumbers(at('before', amounts, podsOf), at('after', amounts, podsOf));
  return {
    ...diffOf(replicated, (side) => side.replicas ?? 0),
    ...(isRanged &&
      range && { range: bothEnds((end) => diffOf(range[end], (side) => atEnd(side, end).replicas)) }),
  };
}
