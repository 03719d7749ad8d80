/** Time as an argument, so that tests need none. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Aborts after so long. */
  readonly signal: (milliseconds: number) => AbortSignal;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  signal: (milliseconds) => AbortSignal.timeout(milliseconds),
};

/** What is needed of a failed request. Octokit gives a broken connection the status 500. */
interface Failure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const TRIES = 3;
/** A server that does not answer is one that cannot be reached. */
const TRY_MILLISECONDS = 15_000;
const ALL_MILLISECONDS = 60_000;
const PAUSES = [1000, 3000] as const;

/**
 * Three tries within a minute, after failures that pass: broken connections, 5xx, 429, and 403 where it is a rate
 * limit. Any other 4xx stays as it is. A POST whose answer was lost may be repeated; `keepComment` heals the double.
 */
export async function withRetry<T>(clock: Clock, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = clock.now() + ALL_MILLISECONDS;
  for (let tried = 1; ; tried++) {
    try {
      return await request(clock.signal(TRY_MILLISECONDS));
    } catch (error) {
      const pause = tried < TRIES ? pauseBefore(error, tried, clock.now()) : undefined;
      if (pause === undefined || clock.now() + pause > deadline) throw error;
      await clock.sleep(pause);
    }
  }
}

/** Milliseconds until the next try; undefined where there should be none. */
function pauseBefore(error: unknown, tried: number, now: number): number | undefined {
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  const usual = PAUSES[tried - 1] ?? ALL_MILLISECONDS;
  if (failure.status >= 500) return usual;
  const asked = askedPause(failure.headers, now);
  if (failure.status === 429) return asked ?? usual;
  return failure.status === 403 ? asked : undefined;
}

function askedPause(headers: Failure['headers'], now: number): number | undefined {
  const after = headers['retry-after'];
  if (after !== undefined && /^\d{1,6}$/.test(after)) return Number(after) * 1000;
  if (headers['x-ratelimit-remaining'] !== '0') return undefined;
  const reset = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now) : undefined;
}

function failureOf(error: unknown): Failure | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, response } = error as { readonly status?: unknown; readonly response?: unknown };
  if (typeof status !== 'number') return undefined;
  const headers =
    typeof response === 'object' && response !== null ? (response as Partial<Failure>).headers : undefined;
  return { status, headers: headers ?? {} };
}
