import type { WorkloadAnalysis } from '../analysis.ts';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import {
  type ShutdownBudget,
  type SidecarShare,
  shutdownBudget,
} from '../lifecycle/budget/shutdown-budget.ts';
import { type Gate, startupBudget } from '../lifecycle/budget/startup-budget.ts';
import { isSidecar } from '../workload/container-role.ts';
import { byCodeUnit } from './order.ts';

/** One entry of the start order before the regular containers, with its own share of the wait. */
export interface StartGate extends Gate {
  /** Longest wait from its own start until it opens, without a restart; `null` where nothing bounds it. */
  readonly ownSeconds: number | null;
}

/** How a Pod starts and stops, from the manifest alone. */
export interface LifecycleSummary {
  readonly start: {
    /** `initContainers` in their order: each must open before the next one starts. */
    readonly gates: readonly StartGate[];
    /** Start together when the last gate has opened. */
    readonly regular: readonly string[];
    readonly bestSeconds: number;
    /** `null`: no limit. */
    readonly worstSeconds: number | null;
  };
  readonly stop: ShutdownBudget;
  /** Of each container that stops, in the order of the stop. */
  readonly timeLeft: readonly TimeLeft[];
}

/** What one container has between its SIGTERM and its SIGKILL. */
export interface TimeLeft extends SidecarShare {
  readonly role: 'regular' | 'sidecar';
  /** How long its preStop hook takes, from the begin of the stop; `null` if it does not say. Absent without one. */
  readonly preStopSeconds?: number | null;
}

/** How the time of one container changes; numbers are the head's minus the base's. */
export type TimeLeftDelta = SidecarShare;

/** Numbers are the head's minus the base's. */
export interface LifecycleDiff {
  readonly before: LifecycleSummary | null;
  readonly after: LifecycleSummary | null;
  /** Absent where one side is missing. */
  readonly delta?: {
    readonly gates: number;
    /** `null` where one side has no limit. */
    readonly startWorstSeconds: number | null;
    readonly graceSeconds: number;
    /** Of the containers that are on both sides. */
    readonly timeLeft: readonly TimeLeftDelta[];
  };
}

export function diffLifecycles(
  before: LifecycleSummary | null,
  after: LifecycleSummary | null,
): LifecycleDiff {
  if (before === null || after === null) return { before, after };
  const [base, head] = [before.start.worstSeconds, after.start.worstSeconds];
  return {
    before,
    after,
    delta: {
      gates: after.start.gates.length - before.start.gates.length,
      startWorstSeconds: base === null || head === null ? null : head - base,
      graceSeconds: after.stop.graceSeconds - before.stop.graceSeconds,
      timeLeft: timeLeftDeltas(before, after),
    },
  };
}

/** By name, so that swapped sides give the same order. */
function timeLeftDeltas(before: LifecycleSummary, after: LifecycleSummary): readonly TimeLeftDelta[] {
  const olds = new Map(before.timeLeft.map((share) => [share.container, share]));
  return after.timeLeft
    .flatMap(({ container, leastSeconds, mostSeconds }): readonly TimeLeftDelta[] => {
      const old = olds.get(container);
      if (old === undefined) return [];
      return [
        {
          container,
          leastSeconds: leastSeconds - old.leastSeconds,
          mostSeconds: mostSeconds - old.mostSeconds,
        },
      ];
    })
    .toSorted((a, b) => byCodeUnit(a.container, b.container));
}

export function lifecycleSummary({ workload }: WorkloadAnalysis, release: Release): LifecycleSummary {
  const { spec } = workload.pod;
  const { gates, bestSeconds, worstSeconds } = startupBudget(spec);
  const stop = shutdownBudget(spec, release);
  return {
    start: {
      gates: gates.map((gate, index) => ({ ...gate, ownSeconds: ownSeconds(spec, index) })),
      regular: (spec.containers ?? []).map(({ name }) => name ?? ''),
      bestSeconds,
      worstSeconds,
    },
    stop,
    timeLeft: timeLeftOf(spec, stop),
  };
}

function timeLeftOf(spec: PodSpec, stop: ShutdownBudget): readonly TimeLeft[] {
  const sidecars = new Map((spec.initContainers ?? []).map((container) => [container.name, container]));
  return [
    ...(spec.containers ?? []).map((container) => regularShare(container, stop)),
    ...stop.sidecars.map(
      (share): TimeLeft => ({
        ...share,
        role: 'sidecar',
        ...preStopOf(sidecars.get(share.container) ?? {}, stop),
      }),
    ),
  ];
}

/** Hooks do not run at all without a grace period (L-125). */
function preStopOf(
  { lifecycle }: Container,
  { graceSeconds }: ShutdownBudget,
): Pick<TimeLeft, 'preStopSeconds'> {
  if (lifecycle?.preStop === undefined || graceSeconds === 0) return {};
  return { preStopSeconds: lifecycle.preStop.sleep?.seconds ?? null };
}

/** The kubelet gives 2 s at least (L-120); a hook that does not declare its time may leave no more than that. */
const MINIMUM_SECONDS = 2;

/** A regular container is stopped first: only its own hook takes of its time. */
function regularShare(container: Container, stop: ShutdownBudget): TimeLeft {
  const hook = preStopOf(container, stop);
  const mostSeconds = Math.max(MINIMUM_SECONDS, stop.graceSeconds - (hook.preStopSeconds ?? 0));
  const leastSeconds = hook.preStopSeconds === null ? MINIMUM_SECONDS : mostSeconds;
  return { container: container.name ?? '', role: 'regular', mostSeconds, leastSeconds, ...hook };
}

function ownSeconds(spec: PodSpec, index: number): number | null {
  const container = spec.initContainers?.[index];
  if (container === undefined || !isSidecar(container)) return null;
  const hook = hookSeconds(container);
  return hook === null ? null : hook + probeSeconds(container);
}

function hookSeconds({ lifecycle }: Container): number | null {
  if (lifecycle?.postStart === undefined) return 0;
  return lifecycle.postStart.sleep === undefined ? null : (lifecycle.postStart.sleep.seconds ?? 0);
}

/** The last allowed tick is at most this far from the start of the container (L-082, L-083). */
function probeSeconds({ startupProbe }: Container): number {
  if (startupProbe === undefined) return 0;
  const { initialDelaySeconds = 0, periodSeconds, failureThreshold } = startupProbe;
  return initialDelaySeconds + (periodSeconds || 10) * (failureThreshold || 3);
}
