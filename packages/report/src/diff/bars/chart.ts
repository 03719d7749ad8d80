import type { LifecycleSummary, WorkloadDiff } from '@outrider/core';
import { startLanes } from './start-lanes.ts';
import { stopLanes } from './stop-lanes.ts';

/** What a container does for a while, as a report draws it. */
export type BarKind =
  /** It holds the next one back: an init container that must end, a sidecar that must have started. */
  | 'gate'
  /** The same without a time limit: drawn at a length that means nothing. */
  | 'unbounded'
  /** It runs and holds nobody back. */
  | 'runs'
  | 'preStop'
  /** A hook that does not say how long it takes. */
  | 'preStopUnbounded'
  | 'waits'
  /** Between SIGTERM and SIGKILL. */
  | 'stops'
  /** The same of a container that comes last, if those before it left no more than the kubelet's minimum. */
  | 'stopsLast';

/** A stretch on the chart's axis. */
export interface Bar {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
}

export interface Lane {
  readonly role: 'init' | 'sidecar' | 'regular';
  readonly container: string;
  /** Why it takes as long as it does, in a few words. */
  readonly why: string;
  readonly bars: readonly Bar[];
}

/** Both sides of a start or a stop, over each other on one axis. */
export interface Chart {
  readonly what: 'start' | 'stop';
  readonly title: string;
  readonly sides: readonly { readonly side: 'base' | 'head'; readonly lanes: readonly Lane[] }[];
  /** Where the axis ends. */
  readonly end: number;
  /** Moments whose seconds are known. */
  readonly ticks: readonly number[];
}

/** The start and the stop of both sides, as far as they differ. */
export function chartsOf({ lifecycle: { before, after } }: WorkloadDiff): readonly Chart[] {
  const sides = [
    ['base', before],
    ['head', after],
  ] as const;
  const present = sides.filter((side): side is Present => side[1] !== null);
  return [
    ...(isSame(before?.start, after?.start) ? [] : [startChart(present)]),
    ...(isSame(stopOf(before), stopOf(after)) ? [] : [stopChart(present)]),
  ];
}

type Present = readonly ['base' | 'head', LifecycleSummary];

const stopOf = (side: LifecycleSummary | null): unknown => side && [side.stop, side.timeLeft];
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How long a stretch without a limit is drawn, as a part of what is known; and how much of the running Pod. */
const UNKNOWN_SHARE = 0.4;
const RUNNING_SHARE = 0.3;
/** Where nothing is known, any length will do. */
const ANY_LENGTH = 10;

function startChart(sides: readonly Present[]): Chart {
  const known = Math.max(0, ...sides.map(([, { start }]) => knownSeconds(start)));
  const unknown = known === 0 ? ANY_LENGTH : known * UNKNOWN_SHARE;
  const started = sides.map(([side, { start }]) => ({ side, ...startLanes(start, unknown) }));
  const longest = Math.max(...started.map(({ startsAt }) => startsAt));
  const end = longest + Math.max(longest, unknown) * RUNNING_SHARE;
  return {
    what: 'start',
    title: 'START, longest case the probes allow',
    sides: started.map(({ side, lanes }) => ({ side, lanes: lanes.map((lane) => runningUntil(end, lane)) })),
    end,
    ticks: ticksOf(started.flatMap(({ ticks }) => ticks)),
  };
}

/** Seconds that gates with a limit take in all. */
const knownSeconds = ({ gates }: LifecycleSummary['start']): number =>
  gates.reduce((at, { ownSeconds, worstSeconds }) => worstSeconds ?? at + (ownSeconds ?? 0), 0);

const runningUntil = (end: number, lane: Lane): Lane => ({
  ...lane,
  bars: lane.bars.map((bar) => (bar.kind === 'runs' ? { ...bar, to: end } : bar)),
});

function stopChart(sides: readonly Present[]): Chart {
  const graces = sides.map(([, { stop }]) => stop.graceSeconds);
  const grace = Math.max(...graces);
  const stopped = sides.map(([side, summary]) => ({ side, lanes: stopLanes(summary) }));
  const seconds = [...new Set(graces)].map((one) => `${one} s`).join(', then ');
  return {
    what: 'stop',
    title: `STOP, longest case, grace period ${seconds}`,
    sides: stopped,
    end: grace + 2,
    ticks: ticksOf([0, ...graces, ...sides.flatMap(([, summary]) => hooksOf(summary))]),
  };
}

/** When hooks that say so end: then SIGTERM follows, there or at a container behind it. */
const hooksOf = ({ timeLeft, stop }: LifecycleSummary): readonly number[] =>
  timeLeft.flatMap(({ preStopSeconds }) =>
    preStopSeconds == null ? [] : [Math.min(preStopSeconds, stop.graceSeconds)],
  );

const ticksOf = (moments: readonly number[]): readonly number[] =>
  [...new Set(moments)].toSorted((a, b) => a - b);
