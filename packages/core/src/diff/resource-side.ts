import type { WorkloadAnalysis } from '../analysis.ts';
import { add } from '../quantity/arithmetic.ts';
import { printCanonical } from '../quantity/print-quantity.ts';
import type {
  AtScale,
  PodResources,
  QosClass,
  RequestParts,
  ScaleRange,
  WorkloadResources,
} from '../resources/pod-resources.ts';
import { type Amounts, amountOf, timesAmounts } from './amounts.ts';
import { surgeOf } from './rollout.ts';
import { saysReplicas } from './says-replicas.ts';

/** An init container that makes the Pod reserve more than all its running containers need. */
export interface InitPeak {
  readonly container: string;
  readonly value: string;
  /** With every sidecar and regular container running. */
  readonly running: string;
}

export type AtReplicas = { readonly replicas: number } & Amounts;

/** Between the fewest and the most Pods that a HorizontalPodAutoscaler allows. */
export interface SideRange {
  readonly autoscaler: string;
  readonly fewest: AtReplicas;
  readonly most: AtReplicas;
}

/** Old and new Pods together while a new version rolls out, at most; per node of a DaemonSet. */
export type Rollout = { readonly pods: number; readonly surgePods: number } & Amounts;

/** What the requests cost in 730 hours; at the fewest and the most Pods where an autoscaler decides. */
export interface SideCost {
  readonly perMonth: number;
  readonly fewestPerMonth?: number;
  readonly mostPerMonth?: number;
}

/** How many of the Pods fit an empty node, and how many nodes they need if nothing else runs there. */
export interface SideFit {
  readonly podsPerNode: number;
  readonly limitedBy: readonly string[];
  readonly nodes: number | null;
}

/** What one side reserves. */
export interface ResourceSide {
  /**
   * `null` where the number of nodes decides; `total` is then one Pod. Where an autoscaler decides, what it makes of
   * the number in the manifest.
   */
  readonly replicas: number | null;
  /** Nothing in a custom resource says how many Pods there are: it is counted as one. */
  readonly replicasAssumed?: true;
  readonly pod: Amounts & {
    readonly qosClass: QosClass;
    /** Containers without a limit that others have: the sum is "at least". By resource name. */
    readonly limitsAtLeast: Readonly<Record<string, readonly string[]>>;
    /** Requests that an init container decides, beside the sidecars before it: by resource name. */
    readonly initPeaks: Readonly<Record<string, InitPeak>>;
    /** Where each request comes from; the parts add up to it. */
    readonly parts: Readonly<Record<string, RequestParts>>;
    /** By container name. */
    readonly oomScoreAdj: Readonly<Record<string, number>>;
  };
  readonly total: Amounts;
  readonly range?: SideRange;
  /** Absent for kinds that replace their Pods without having more of them for a while. */
  readonly rollout?: Rollout;
  /** Where prices are given. */
  readonly cost?: SideCost;
  /** Where a node is given. */
  readonly fit?: SideFit;
}

export function resourceSide({ workload, resources }: WorkloadAnalysis): ResourceSide {
  const { pod, range } = resources;
  const replicas = replicasOf(resources);
  return {
    replicas,
    ...(workload.kind === 'Custom' && !saysReplicas(workload) && { replicasAssumed: true }),
    pod: {
      requests: pod.requests,
      limits: pod.limits,
      qosClass: pod.qosClass,
      limitsAtLeast: pod.limitsAtLeast ?? {},
      initPeaks: initPeaksOf(pod),
      parts: pod.parts ?? {},
      oomScoreAdj: Object.fromEntries(pod.containers.map(({ name, oomScoreAdj }) => [name, oomScoreAdj])),
    },
    total: totalOf(resources, replicas),
    ...(range && { range: rangeOf(range) }),
    ...rolloutOf({ workload, resources }, replicas),
    ...costOf(resources),
    ...fitOf(resources),
  };
}

/** An autoscaler keeps to its bounds at once, whatever the manifest says. */
function replicasOf({ replicas, range }: WorkloadResources): number | null {
  if (replicas === null || range === undefined) return replicas;
  return Math.min(Math.max(replicas, range.fewest.replicas), range.most.replicas);
}

function totalOf({ replicas, pod, total }: WorkloadResources, counted: number | null): Amounts {
  const { requests, limits } = counted === null || counted === replicas ? total : timesAmounts(pod, counted);
  return { requests, limits };
}

function rangeOf({ autoscaler, fewest, most }: ScaleRange): SideRange {
  const at = ({ replicas, requests, limits }: AtScale): AtReplicas => ({ replicas, requests, limits });
  return { autoscaler, fewest: at(fewest), most: at(most) };
}

/** Where an autoscaler decides, a rollout at its most. */
function rolloutOf(
  { workload, resources: { pod, range } }: Pick<WorkloadAnalysis, 'workload' | 'resources'>,
  replicas: number | null,
): { readonly rollout?: Rollout } {
  const count = replicas === null ? 1 : (range?.most.replicas ?? replicas);
  const surgePods = surgeOf(workload, count);
  if (surgePods === undefined) return {};
  const pods = count + surgePods;
  return { rollout: { pods, surgePods, ...timesAmounts(pod, pods) } };
}

function costOf({ cost, range }: WorkloadResources): { readonly cost?: SideCost } {
  if (cost === undefined) return {};
  const [fewest, most] = [range?.fewest.costPerMonth, range?.most.costPerMonth];
  const atRange = fewest !== undefined && most !== undefined;
  return {
    cost: { perMonth: cost.costPerMonth, ...(atRange && { fewestPerMonth: fewest, mostPerMonth: most }) },
  };
}

function fitOf({ fit, range, replicas }: WorkloadResources): { readonly fit?: SideFit } {
  if (fit === undefined || replicas === null) return {};
  const { podsPerNode, limitedBy, nodes } = fit;
  return { fit: { podsPerNode, limitedBy, nodes: range === undefined ? nodes : (range.most.nodes ?? null) } };
}

/** Both numbers with the Pod's overhead, so that they are requests of the whole Pod. */
function initPeaksOf({ peaks, steps, parts = {} }: PodResources): Readonly<Record<string, InitPeak>> {
  const running = steps.find(({ during }) => during === 'running')?.requests ?? {};
  const entries = Object.entries(peaks).flatMap(
    ([name, { value, during }]): readonly [string, InitPeak][] => {
      const step = steps.find((one) => one.during === during);
      if (step?.role !== 'init' || step.container === undefined) return [];
      const overhead = { [name]: parts[name]?.overhead ?? '0' };
      const whole = printCanonical(add(amountOf(running, name), amountOf(overhead, name)));
      return [[name, { container: step.container, value, running: whole }]];
    },
  );
  return Object.fromEntries(entries);
}
