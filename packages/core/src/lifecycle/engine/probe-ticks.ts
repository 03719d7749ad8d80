import { nextTick, tickAtOrAfter } from '../kubelet/probe-worker.ts';
import { nextFailure, probeErrs, probeSucceeds } from '../world/probe-script.ts';
import type { ProbeScript } from '../world/scenario.ts';
import type { Container, Instance, ProbeWorker } from './container.ts';

/** L-084: the startup worker until started, the others afterwards. */
export const probesNow = ({ plan, started, counter, instance }: ProbeWorker): boolean =>
  instance !== null && !counter.onHold && started !== (plan.type === 'startup');

/** A new instance that its status calls started because the one before was (L-093). */
export const believesStarted = ({ results }: Container, { plan, started }: ProbeWorker): boolean =>
  plan.type === 'startup' && started && results.startup === undefined;

export const tickAfter = ({ plan, anchor }: ProbeWorker, after: number): number =>
  nextTick({ ...plan, initialDelaySeconds: 0 }, { anchor, after, startedAt: after });

/** L-098 */
export const timesOut = (worker: ProbeWorker): boolean => (scriptOf(worker)?.takes ?? 0) > timeoutMs(worker);
/** How long one attempt lasts: at most `timeoutSeconds`. */
export const attemptMs = (worker: ProbeWorker): number =>
  Math.min(scriptOf(worker)?.takes ?? 0, timeoutMs(worker));

const scriptOf = ({ instance, plan }: ProbeWorker): ProbeScript | undefined =>
  instance?.run.probes[plan.type];
const timeoutMs = ({ plan }: ProbeWorker): number => plan.timeoutSeconds * 1000;

/** Ticks that would succeed again change nothing: they are skipped by arithmetic, not walked. */
export function nextRelevantTick(worker: ProbeWorker, instance: Instance, now: number): number {
  const { plan, anchor, counter } = worker;
  const { startedAt, run, container } = instance;
  const tick = nextTick(plan, { anchor, after: now, startedAt });
  const script = run.probes[plan.type];
  const settled = counter.last === 'Success' && container.results[plan.type] === 'Success';
  const isQuiet = probeSucceeds(script, tick - startedAt) && !probeErrs(script, tick - startedAt);
  if (!settled || !isQuiet || timesOut(worker)) return tick;
  const fails = nextFailure(script, tick - startedAt);
  return fails === Infinity ? Infinity : tickAtOrAfter(anchor, plan.periodSeconds * 1000, startedAt + fails);
}
