import type { ProbeType } from '../timeline.ts';

export interface ProbePlan {
  readonly type: ProbeType;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
  /** The probe's own `terminationGracePeriodSeconds` (L-150). */
  readonly graceSeconds?: number;
}

export type Verdict = 'Success' | 'Failure';

/** What one probe worker remembers. The counter outlives the container (L-089). */
export interface Counter {
  readonly last: Verdict | null;
  readonly run: number;
  /** On hold until a new instance appears (L-088). */
  readonly onHold: boolean;
}

export const FRESH_COUNTER: Counter = { last: null, run: 0, onHold: false };

/** L-085: the cached result of an instance that was not probed yet. */
export const INITIAL_RESULT: Readonly<Record<ProbeType, Verdict | 'Unknown'>> = {
  startup: 'Unknown',
  readiness: 'Failure',
  liveness: 'Success',
};

/**
 * L-085, L-088, L-089: what one attempt does to the counter, and whether its outcome becomes the cached result. A probe
 * that times out has failed like any other (L-098).
 */
export function countAttempt(
  plan: ProbePlan,
  counter: Counter,
  outcome: Verdict,
): { readonly counter: Counter; readonly effective: boolean } {
  const run = counter.last === outcome ? counter.run + 1 : 1;
  const threshold = outcome === 'Failure' ? plan.failureThreshold : plan.successThreshold;
  if (run < threshold) return { counter: { last: outcome, run, onHold: false }, effective: false };
  const onHold = plan.type === 'startup' || (plan.type === 'liveness' && outcome === 'Failure');
  return { counter: { last: outcome, run: onHold ? 0 : run, onHold }, effective: true };
}

/**
 * The first tick strictly after `after` at which the worker probes, in milliseconds. Ticks are anchored to the
 * worker (L-082); while whole seconds since the container's start are below initialDelaySeconds they are skipped
 * (L-083).
 */
export function nextTick(
  plan: ProbePlan,
  times: { readonly anchor: number; readonly after: number; readonly startedAt: number },
): number {
  const period = plan.periodSeconds * 1000;
  const next = tickAfter(times.anchor, period, times.after);
  const earliest = times.startedAt + plan.initialDelaySeconds * 1000;
  return next >= earliest ? next : tickAtOrAfter(times.anchor, period, earliest);
}

const tickAfter = (anchor: number, period: number, time: number): number =>
  time < anchor ? anchor : anchor + (Math.floor((time - anchor) / period) + 1) * period;

/** The first tick at or after a time: skips idle ticks without walking them. */
export const tickAtOrAfter = (anchor: number, period: number, time: number): number =>
  time <= anchor ? anchor : anchor + Math.ceil((time - anchor) / period) * period;
