import type { LifecycleSummary, TimeLeft } from '@outrider/core';
import type { Bar, Lane } from './chart.ts';

/** Each container from the begin of the stop to its SIGKILL, if each takes as long as it may. */
export const stopLanes = ({ stop, timeLeft }: LifecycleSummary): readonly Lane[] =>
  timeLeft.map((time): Lane => {
    const { container, role } = time;
    const isLast = role === 'sidecar' && stop.stopOrder.length > 1;
    const bars = isLast ? lastBars(time, stop.graceSeconds) : firstBars(time, stop.graceSeconds);
    return { role, container, why: whyOf(time, isLast), bars };
  });

/** A hook without a time is drawn as a third of the grace period: it may be less, and all of it. */
const UNKNOWN_SHARE = 1 / 3;

/** The kubelet gives 2 s at least between SIGTERM and SIGKILL (L-120). */
const MINIMUM_SECONDS = 2;

/** From the begin of the stop to the end of the hook, where there is one. */
function hookBars({ preStopSeconds }: TimeLeft, grace: number): readonly Bar[] {
  if (preStopSeconds === undefined) return [];
  if (preStopSeconds === null) return [{ kind: 'preStopUnbounded', from: 0, to: grace * UNKNOWN_SHARE }];
  return [{ kind: 'preStop', from: 0, to: Math.min(preStopSeconds, grace) }];
}

/** SIGTERM behind its own hook alone. */
function firstBars(time: TimeLeft, grace: number): readonly Bar[] {
  const hook = hookBars(time, grace);
  const signal = hook[0]?.to ?? 0;
  return [...hook, { kind: 'stops', from: signal, to: Math.max(grace, signal + MINIMUM_SECONDS) }];
}

/** SIGTERM when all that stops before it is gone, which may take the whole grace period. */
function lastBars(time: TimeLeft, grace: number): readonly Bar[] {
  const hook = hookBars(time, grace);
  return [
    ...hook,
    { kind: 'waits', from: hook[0]?.to ?? 0, to: grace },
    { kind: 'stopsLast', from: grace, to: grace + MINIMUM_SECONDS },
  ];
}

function whyOf({ preStopSeconds, leastSeconds, mostSeconds }: TimeLeft, isLast: boolean): string {
  const hook =
    preStopSeconds === undefined
      ? ''
      : preStopSeconds === null
        ? 'preStop, then '
        : `preStop ${preStopSeconds} s, then `;
  if (!isLast) return hook === '' ? 'TERM at once' : `${hook}TERM`;
  const time = leastSeconds === mostSeconds ? `${mostSeconds} s` : `${leastSeconds} to ${mostSeconds} s`;
  return `${hook}TERM last, ${time}`;
}
