import type { Release } from '../../kubernetes/release.ts';

/** One container's crash back-off, whatever its exit codes (L-052): the wait in milliseconds and when it last let a restart through. */
export interface BackOffEntry {
  readonly waitMs: number;
  readonly advancedAt: number;
}

export interface BackOffLimits {
  readonly initialMs: number;
  readonly maximumMs: number;
  readonly expiryMs: number;
}

/**
 * L-051, L-053, L-054 and L-055, with section 0.4: where KubeletCrashLoopBackOffMax is on, its value (300 s by default)
 * replaces the maximum also of the reduced decay.
 */
export function backOffLimits(
  { on }: Pick<Release, 'on'>,
  maxContainerRestartPeriodMs: number | null,
): BackOffLimits {
  const reduced = on.ReduceDefaultCrashLoopBackOffDecay;
  const own = on.KubeletCrashLoopBackOffMax ? (maxContainerRestartPeriodMs ?? 300_000) : null;
  const maximumMs = own ?? (reduced ? 60_000 : 300_000);
  return {
    initialMs: Math.min(reduced ? 1_000 : 10_000, maximumMs),
    maximumMs,
    expiryMs: on.backOffExpiresAfterTenMinutes ? 600_000 : 2 * maximumMs,
  };
}

export type BackOffAnswer =
  | { readonly refused: true; readonly waitMs: number; readonly until: number }
  | { readonly refused: false; readonly entry: BackOffEntry | null };

/**
 * Whether a container may start now (L-050, L-053). `finishedAt` is the end of the newest exited instance of the
 * sync's snapshot; without one the start is free and nothing is recorded.
 */
export function askBackOff(
  entry: BackOffEntry | null,
  { now, finishedAt }: { readonly now: number; readonly finishedAt: number | null },
  limits: BackOffLimits,
): BackOffAnswer {
  if (finishedAt === null) return { refused: false, entry };
  const expired =
    entry === null ||
    finishedAt - entry.advancedAt > limits.expiryMs ||
    now - entry.advancedAt > limits.expiryMs;
  if (expired) return { refused: false, entry: { waitMs: limits.initialMs, advancedAt: now } };
  if (now - finishedAt < entry.waitMs) {
    return { refused: true, waitMs: entry.waitMs, until: finishedAt + entry.waitMs };
  }
  const waitMs = Math.min(entry.waitMs * 2, limits.maximumMs);
  return { refused: false, entry: { waitMs, advancedAt: now } };
}
