import type { Container, PodSpec, Probe } from '../../kubernetes/api-types.gen.ts';
import { isSidecar } from '../../workload/container-role.ts';

/** When one entry of `initContainers` lets the next container start, in seconds since the sandbox was ready. */
export interface Gate {
  readonly container: string;
  readonly role: 'init' | 'sidecar';
  /** What opens it. */
  readonly opensOn: 'completion' | 'running' | 'startupProbe';
  readonly bestSeconds: number;
  /** Latest moment without a restart; `null` where nothing in the manifest bounds it. */
  readonly worstSeconds: number | null;
  /** Why there is no bound, in words; absent where there is one. */
  readonly unbounded?: string;
}

/** From the manifest alone: how long until the regular containers start. */
export interface StartupBudget {
  readonly gates: readonly Gate[];
  readonly bestSeconds: number;
  /** `null`: no limit. A failing sidecar is restarted for ever (L-012), so the bound is that of its first instance. */
  readonly worstSeconds: number | null;
  /** The gate with the longest bounded wait, or the first without a bound; absent without init containers. */
  readonly slowest?: string;
}

interface Clock {
  readonly best: number;
  readonly worst: number | null;
}

const DEFAULT_PERIOD_SECONDS = 10;
const DEFAULT_FAILURE_THRESHOLD = 3;

/**
 * Best and worst case until the regular containers start, in the ideal timing profile: gates open one after the
 * other (L-001), probe ticks are anchored to the Pod's start (L-082).
 */
export function startupBudget(spec: PodSpec): StartupBudget {
  const gates: Gate[] = [];
  let clock: Clock = { best: 0, worst: 0 };
  for (const container of spec.initContainers ?? []) {
    const gate = gateOf(container, clock);
    gates.push(gate);
    clock = { best: gate.bestSeconds, worst: gate.worstSeconds };
  }
  const slowest = slowestOf(gates);
  return { gates, bestSeconds: clock.best, worstSeconds: clock.worst, ...(slowest && { slowest }) };
}

function gateOf(container: Container, start: Clock): Gate {
  const base = { container: container.name ?? '', bestSeconds: start.best };
  if (!isSidecar(container)) {
    const unbounded = 'an init container has no time limit';
    return { ...base, role: 'init', opensOn: 'completion', worstSeconds: null, unbounded };
  }
  const hooked = afterPostStart(container, start);
  const opensOn = container.startupProbe === undefined ? 'running' : 'startupProbe';
  const { best, worst } =
    container.startupProbe === undefined ? hooked : afterProbe(container.startupProbe, start, hooked);
  const unbounded = worst === null ? unboundedBecause(container, start) : undefined;
  return {
    ...base,
    role: 'sidecar',
    opensOn,
    bestSeconds: best,
    worstSeconds: worst,
    ...(unbounded !== undefined && { unbounded }),
  };
}

/** The hook delays the next step because the sync does not return before it has ended (L-004, L-008). */
function afterPostStart(container: Container, start: Clock): Clock {
  const hook = container.lifecycle?.postStart;
  if (hook === undefined) return start;
  if (hook.sleep === undefined) return { best: start.best, worst: null };
  const seconds = hook.sleep.seconds ?? 0;
  return { best: start.best + seconds, worst: start.worst === null ? null : start.worst + seconds };
}

function unboundedBecause(container: Container, start: Clock): string {
  if (start.worst === null) return 'an earlier container has no time limit';
  return `the postStart hook of ${container.name ?? 'the container'} has no time limit`;
}

function afterProbe(probe: Probe, start: Clock, hooked: Clock): Clock {
  const failures = (probe.failureThreshold || DEFAULT_FAILURE_THRESHOLD) - 1;
  const period = probe.periodSeconds || DEFAULT_PERIOD_SECONDS;
  return {
    best: firstTick(probe, start.best, hooked.best),
    worst:
      start.worst === null || hooked.worst === null
        ? null
        : firstTick(probe, start.worst, hooked.worst) + failures * period,
  };
}

/** The first tick later than the end of the postStart hook, and not within initialDelaySeconds of the start (L-082, L-083). */
function firstTick(probe: Probe, start: number, hookEnd: number): number {
  const period = probe.periodSeconds || DEFAULT_PERIOD_SECONDS;
  const next = (Math.floor(hookEnd / period) + 1) * period;
  const allowed = Math.ceil((start + (probe.initialDelaySeconds ?? 0)) / period) * period;
  return Math.max(next, allowed);
}

function slowestOf(gates: readonly Gate[]): string | undefined {
  const unlimited = gates.find((gate) => gate.worstSeconds === null);
  if (unlimited !== undefined) return unlimited.container;
  let before = 0;
  let longest: { readonly name: string; readonly seconds: number } | undefined;
  for (const { container, worstSeconds } of gates) {
    const seconds = (worstSeconds ?? 0) - before;
    if (longest === undefined || seconds > longest.seconds) longest = { name: container, seconds };
    before = worstSeconds ?? 0;
  }
  return longest?.name;
}
