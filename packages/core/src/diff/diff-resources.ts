import type { WorkloadAnalysis } from '../analysis.ts';
import { add, multiply, subtract } from '../quantity/arithmetic.ts';
import { readQuantity } from '../quantity/parse-quantity.ts';
import { printCanonical } from '../quantity/print-quantity.ts';
import { isZero, type Quantity, type QuantityFormat, ZERO } from '../quantity/quantity.ts';
import type { PodResources, QosClass, ResourceAmounts } from '../resources/pod-resources.ts';
import type { WorkloadPair } from './match-workloads.ts';
import { byCodeUnit } from './order.ts';
import { surgePodsOf } from './rollout.ts';

/** Requests and limits; as a delta every name of either side, negative amounts with a minus sign. */
export interface Amounts {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** An init container that makes the Pod reserve more than all its running containers need. */
export interface InitPeak {
  readonly container: string;
  readonly value: string;
  /** With every sidecar and regular container running. */
  readonly running: string;
}

/** What one side reserves. */
export interface ResourceSide {
  /** `null` where the number of nodes decides; `total` is then one Pod. */
  readonly replicas: number | null;
  readonly pod: Amounts & {
    readonly qosClass: QosClass;
    /** Containers without a limit that others have: the sum is "at least". By resource name. */
    readonly limitsAtLeast: Readonly<Record<string, readonly string[]>>;
    /** Requests that an init container decides, beside the sidecars before it: by resource name. */
    readonly initPeaks: Readonly<Record<string, InitPeak>>;
  };
  readonly total: Amounts;
  /** Old and new Pods together while a Deployment rolls out, at most; absent for other kinds. */
  readonly rollout?: { readonly surgePods: number } & Amounts;
}

/** Head minus base; a side that is missing counts as nothing. */
export interface ResourceDelta {
  readonly replicas: number | null;
  readonly pod: Amounts;
  readonly total: Amounts;
  readonly rollout?: Amounts;
}

export interface ResourceDiff {
  readonly before: ResourceSide | null;
  readonly after: ResourceSide | null;
  readonly delta: ResourceDelta;
}

export interface AmountsDiff {
  readonly before: Amounts;
  readonly after: Amounts;
  readonly delta: Amounts;
}

/** Sums over all workloads. What runs once a node does not add up with what runs n times: two sums. */
export interface ResourceTotals {
  /** Of the workloads whose number of Pods is known. */
  readonly replicated: AmountsDiff;
  /** Of one Pod of each workload whose number of Pods is the number of nodes. */
  readonly perNode: AmountsDiff;
}

const NOTHING: Amounts = { requests: {}, limits: {} };

export function diffResources({ before, after }: WorkloadPair): ResourceDiff {
  const [base, head] = [before && sideOf(before), after && sideOf(after)];
  const rolls = base?.rollout !== undefined || head?.rollout !== undefined;
  return {
    before: base,
    after: head,
    delta: {
      replicas: replicasDelta(base, head),
      pod: amountsDelta(base?.pod ?? NOTHING, head?.pod ?? NOTHING),
      total: amountsDelta(base?.total ?? NOTHING, head?.total ?? NOTHING),
      ...(rolls && { rollout: amountsDelta(base?.rollout ?? NOTHING, head?.rollout ?? NOTHING) }),
    },
  };
}

function sideOf({ workload, resources }: WorkloadAnalysis): ResourceSide {
  const { replicas, pod, total } = resources;
  const surgePods = surgePodsOf(workload);
  const side = {
    replicas,
    pod: {
      requests: pod.requests,
      limits: pod.limits,
      qosClass: pod.qosClass,
      limitsAtLeast: pod.limitsAtLeast ?? {},
      initPeaks: initPeaksOf(pod),
    },
    total: { requests: total.requests, limits: total.limits },
  };
  if (surgePods === undefined || replicas === null) return side;
  const pods = replicas + surgePods;
  return {
    ...side,
    rollout: { surgePods, requests: times(pod.requests, pods), limits: times(pod.limits, pods) },
  };
}

function initPeaksOf({ peaks, steps }: PodResources): Readonly<Record<string, InitPeak>> {
  const running = steps.find(({ during }) => during === 'running')?.requests ?? {};
  const entries = Object.entries(peaks).flatMap(
    ([name, { value, during }]): readonly [string, InitPeak][] => {
      const step = steps.find((one) => one.during === during);
      if (step?.role !== 'init' || step.container === undefined) return [];
      return [[name, { container: step.container, value, running: running[name] ?? '0' }]];
    },
  );
  return Object.fromEntries(entries);
}

function replicasDelta(before: ResourceSide | null, after: ResourceSide | null): number | null {
  if (before?.replicas === null || after?.replicas === null) return null;
  return (after?.replicas ?? 0) - (before?.replicas ?? 0);
}

/** Adds up what {@link diffResources} printed, so that the totals are the sum of their rows. */
export function totalResources(diffs: readonly ResourceDiff[]): ResourceTotals {
  const totals = (sides: readonly (ResourceSide | null)[], perNode: boolean): Amounts =>
    sumAmounts(
      sides.flatMap((side) => (side !== null && (side.replicas === null) === perNode ? [side.total] : [])),
    );
  const diffOf = (perNode: boolean): AmountsDiff => {
    const before = totals(
      diffs.map((diff) => diff.before),
      perNode,
    );
    const after = totals(
      diffs.map((diff) => diff.after),
      perNode,
    );
    return { before, after, delta: amountsDelta(before, after) };
  };
  return { replicated: diffOf(false), perNode: diffOf(true) };
}

const amountsDelta = (before: Amounts, after: Amounts): Amounts => ({
  requests: combine(after.requests, before.requests, subtract),
  limits: combine(after.limits, before.limits, subtract),
});

/** Sums, each quantity read once and each sum printed once. */
export const sumAmounts = (all: readonly Amounts[]): Amounts => ({
  requests: sumOf(all.map(({ requests }) => requests)),
  limits: sumOf(all.map(({ limits }) => limits)),
});

function sumOf(all: readonly ResourceAmounts[]): ResourceAmounts {
  const sums = new Map<string, Quantity>();
  for (const amounts of all) {
    for (const name of Object.keys(amounts)) {
      const [sum, amount] = [sums.get(name) ?? ZERO, amountOf(amounts, name)];
      sums.set(name, { ...add(sum, amount), format: formatOf(sum, amount) });
    }
  }
  const names = [...sums.keys()].sort(byCodeUnit);
  return Object.fromEntries(names.map((name) => [name, printCanonical(sums.get(name) ?? ZERO)]));
}

const times = (amounts: ResourceAmounts, factor: number): ResourceAmounts =>
  combine(amounts, {}, (amount) => multiply(amount, factor));

/** Name by name, in the order of their code units; a name that one side lacks is zero there. */
function combine(
  left: ResourceAmounts,
  right: ResourceAmounts,
  operation: (left: Quantity, right: Quantity) => Quantity,
): ResourceAmounts {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(byCodeUnit);
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [amountOf(left, name), amountOf(right, name)];
      return [name, printCanonical({ ...operation(a, b), format: formatOf(a, b) })];
    }),
  );
}

/** Amounts come from our own printer. */
function amountOf(amounts: ResourceAmounts, name: string): Quantity {
  const quantity = Object.hasOwn(amounts, name) ? readQuantity(amounts[name] ?? '0') : ZERO;
  return typeof quantity === 'string' ? ZERO : quantity;
}

/** The same whichever side is the base, and binary before decimal; Kubernetes would take the left one's. */
function formatOf(left: Quantity, right: Quantity): QuantityFormat {
  if (isZero(left)) return right.format;
  if (isZero(right)) return left.format;
  return left.format < right.format ? left.format : right.format;
}
