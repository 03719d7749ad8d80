const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;

/** Back-off of one image in one Pod, counted from the last failed attempt (L-014). */
export interface PullBackOff {
  readonly failedAt: number;
  readonly waitMs: number;
}

export const afterFailedPull = (before: PullBackOff | null, now: number): PullBackOff => ({
  failedAt: now,
  waitMs: before === null ? FIRST_WAIT_MS : Math.min(before.waitMs * 2, LONGEST_WAIT_MS),
});

export const pullAllowedAt = (backOff: PullBackOff | null): number =>
  backOff === null ? 0 : backOff.failedAt + backOff.waitMs;
