import type { WorkloadAnalysis } from '../analysis.ts';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { type ShutdownBudget, shutdownBudget } from '../lifecycle/budget/shutdown-budget.ts';
import { type Gate, startupBudget } from '../lifecycle/budget/startup-budget.ts';
import { isSidecar } from '../workload/container-role.ts';

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
}

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
    },
  };
}

export function lifecycleSummary({ workload }: WorkloadAnalysis, release: Release): LifecycleSummary {
  const { spec } = workload.pod;
  const { gates, bestSeconds, worstSeconds } = startupBudget(spec);
  return {
    start: {
      gates: gates.map((gate, index) => ({ ...gate, ownSeconds: ownSeconds(spec, index) })),
      regular: (spec.containers ?? []).map(({ name }) => name ?? ''),
      bestSeconds,
      worstSeconds,
    },
    stop: shutdownBudget(spec, release),
  };
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
