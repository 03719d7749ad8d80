import type { Release } from '../../kubernetes/release.ts';

/** How late a kubelet is: what its loops add to its decisions (L-030, section 0.3). Milliseconds. */
export interface Reactions {
  /** From the start or the end of a container to the sync that sees it: the relist of the runtime. */
  readonly notice: number;
  /** From the end of a sync to the next, which waits for a look at the runtime that is newer. */
  readonly settle: number;
  /** From a terminal phase to the terminating routine: the queue of work is looked at once a second. */
  readonly stage: number;
  /** From a refusal by the crash back-off, `left` before its end, to the next attempt. */
  readonly retryCrash: (left: number) => number;
  /** The same for an image that could not be pulled. */
  readonly retryPull: (left: number) => number;
  /**
   * What one sync finds out is published by it, and nothing between two syncs: the reason of a failed start, a
   * startup that has succeeded, the end of all containers. A node publishes them one by one, and the first late.
   */
  readonly publishesBySync: boolean;
  /** A sync that started or stopped something has the runtime listed at its end, without waiting. */
  readonly looksAgain: boolean;
}

const wholly = (left: number): number => left;

/** The ideal profile: no loop takes time. */
export const NO_DELAY: Reactions = {
  notice: 0,
  settle: 0,
  stage: 0,
  retryCrash: wholly,
  retryPull: wholly,
  publishesBySync: true,
  looksAgain: false,
};

const RELIST = 1_000;
const QUEUE_TICK = 1_000;
/** A sync that failed is repeated 10 to 15 s later. */
const LATEST_RETRY = 15_000;
/** The resync interval, which also bounds how long a kubelet waits for the end of a back-off at once. */
const RESYNC = 60_000;
/** `wait.Jitter` adds up to this part. */
const JITTER = 0.5;

/** A real node. `lateness` 0: all its loops happen to come round at once; 1: all have just gone round. */
export function nodeReactions({ on }: Pick<Release, 'on'>, lateness: number): Reactions {
  /** Attempts 10 to 15 s apart: the last before the end may miss it by little. */
  const retryNow = (left: number): number => left + lateness * (LATEST_RETRY + QUEUE_TICK);
  /** Time left × 1 to 1.5. */
  const retryAtEnd = (left: number): number =>
    left + lateness * (Math.min(left, RESYNC) * JITTER + QUEUE_TICK);
  return {
    notice: lateness * RELIST,
    settle: lateness * RELIST,
    stage: lateness * QUEUE_TICK,
    retryCrash: on.retriesWhenBackOffEnds ? retryAtEnd : retryNow,
    retryPull: retryNow,
    publishesBySync: false,
    looksAgain: on.relistsAfterSync,
  };
}
