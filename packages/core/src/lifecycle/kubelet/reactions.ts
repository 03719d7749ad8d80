import type { Release } from '../../kubernetes/release.ts';

/** How late a kubelet is: what its loops add to its decisions (L-030, section 0.3). Milliseconds. */
export interface Reactions {
  /** From the start or the end of a container to the sync that sees it: the relist of the runtime. */
  readonly notice: () => number;
  /** From the end of a sync to the next, which waits for a look at the runtime that is newer. */
  readonly settle: () => number;
  /** From a terminal phase to the terminating routine: the queue of work is looked at once a second. */
  readonly stage: () => number;
  /** From the end of a sync that could not start all it wanted to the next attempt; `Infinity` where it could. */
  readonly retry: (refusals: Refusals) => number;
  /**
   * What one sync finds out is published by it, and nothing between two syncs: the reason of a failed start, a
   * startup that has succeeded, the end of all containers. A node publishes them one by one, and the first late.
   */
  readonly publishesBySync: boolean;
  /** Several kills of one sync come in the order of a Go map, that is in any; in the ideal profile in spec order (L-031). */
  readonly inSomeOrder: <Item>(items: readonly Item[]) => readonly Item[];
  /** A sync that started or stopped something has the runtime listed at its end, without waiting. */
  readonly looksAgain: boolean;
}

/** What kept a sync from starting containers. */
export interface Refusals {
  /** How long the crash back-off and that of image pulls still last, of those that end first; `Infinity` where none does. */
  readonly crash: number;
  readonly pull: number;
  /** Whether something else failed. */
  readonly failed: boolean;
}

/** A sync that failed is repeated 10 s later, on a node 10 to 15. */
const RETRY = 10_000;
const RETRY_JITTER = 5_000;
const RELIST = 1_000;
const QUEUE_TICK = 1_000;
/** The resync interval, which also bounds how long a kubelet waits for the end of a back-off at once. */
const RESYNC = 60_000;
/** `wait.Jitter` adds up to this part. */
const JITTER = 0.5;

const atOnce = (): number => 0;

/** The ideal profile: no loop takes time. */
export const NO_DELAY: Reactions = {
  notice: atOnce,
  settle: atOnce,
  stage: atOnce,
  retry: ({ crash, pull, failed }) => Math.min(crash, pull, failed ? RETRY : Infinity),
  publishesBySync: true,
  inSomeOrder: (items) => items,
  looksAgain: false,
};

/** How late the next turn of a loop is: 0 where it happens to come round at once, 1 where it has just gone round. */
export type Lateness = () => number;

/** All loops always as late. */
export const always =
  (lateness: number): Lateness =>
  () =>
    lateness;

/** Each turn as late as chance has it; the same seed gives the same node. */
export function byChance(seed: number): Lateness {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A real node. Source: `completeWork` in pod_workers.go. */
export function nodeReactions({ on }: Pick<Release, 'on'>, late: Lateness): Reactions {
  const repeat = (): number => RETRY + late() * (RETRY_JITTER + QUEUE_TICK);
  /** Attempts 10 to 15 s apart: the last before the end may miss it by little. */
  const repeatUntil = (left: number): number => {
    const next = repeat();
    return left > next ? next : left + late() * (RETRY + RETRY_JITTER + QUEUE_TICK);
  };
  /** Time left × 1 to 1.5. */
  const atEnd = (left: number): number => left + late() * (Math.min(left, RESYNC) * JITTER + QUEUE_TICK);
  /** The end of a crash back-off, where the kubelet asks for it, decides whatever else has failed (MinBackoffExpiration). */
  const retry = ({ crash, pull, failed }: Refusals): number => {
    if (on.retriesWhenBackOffEnds && crash !== Infinity) return atEnd(crash);
    const left = Math.min(crash, pull);
    return Math.min(left === Infinity ? Infinity : repeatUntil(left), failed ? repeat() : Infinity);
  };
  return {
    notice: () => Math.round(late() * RELIST),
    settle: () => Math.round(late() * RELIST),
    stage: () => Math.round(late() * QUEUE_TICK),
    retry: (refusals) => Math.round(retry(refusals)),
    publishesBySync: false,
    inSomeOrder: (items) => shuffled(items, late),
    looksAgain: on.relistsAfterSync,
  };
}

/** As they are where nothing is ever late. */
function shuffled<Item>(items: readonly Item[], late: Lateness): readonly Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.min(Math.floor(late() * left.length), left.length - 1), 1));
}
