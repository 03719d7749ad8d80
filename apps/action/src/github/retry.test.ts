import { describe, expect, it } from 'vitest';
import { type Clock, withRetry } from './retry.ts';

class FakeClock implements Clock {
  readonly slept: number[] = [];
  private time = 1_000_000;
  readonly now = (): number => this.time;
  readonly sleep = async (milliseconds: number): Promise<void> => {
    this.slept.push(milliseconds);
    this.time += milliseconds;
  };
  readonly limits: number[] = [];
  readonly signal = (milliseconds: number): AbortSignal => {
    this.limits.push(milliseconds);
    return AbortSignal.abort(new Error(`nothing within ${milliseconds} ms`));
  };
  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}

const failure = (status: number, headers: Readonly<Record<string, string>> = {}): Error =>
  Object.assign(new Error(String(status)), { status, response: { headers } });

/** Fails so many times, then succeeds; says how often it was asked and what was slept. */
async function tries(
  error: Error,
  times: number,
): Promise<{ asked: number; slept: readonly number[]; ok: boolean }> {
  const clock = new FakeClock();
  let asked = 0;
  const request = async (): Promise<string> => {
    if (asked++ < times) throw error;
    return 'ok';
  };
  const ok = await withRetry(clock, request).then(
    () => true,
    () => false,
  );
  return { asked, slept: clock.slept, ok };
}

describe('withRetry', () => {
  it.each([
    [
      'a broken connection, which Octokit calls 500',
      failure(500),
      2,
      { asked: 3, slept: [1000, 3000], ok: true },
    ],
    ['502 for ever: three tries', failure(502), 9, { asked: 3, slept: [1000, 3000], ok: false }],
    ['429 with retry-after', failure(429, { 'retry-after': '7' }), 1, { asked: 2, slept: [7000], ok: true }],
    ['429 without', failure(429), 1, { asked: 2, slept: [1000], ok: true }],
    ['403 with retry-after', failure(403, { 'retry-after': '2' }), 1, { asked: 2, slept: [2000], ok: true }],
    [
      '403 at the end of a rate limit',
      failure(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1005' }),
      1,
      { asked: 2, slept: [5000], ok: true },
    ],
    ['403 of a read-only token', failure(403), 1, { asked: 1, slept: [], ok: false }],
    [
      'a wait longer than a minute',
      failure(429, { 'retry-after': '61' }),
      1,
      { asked: 1, slept: [], ok: false },
    ],
    ['404', failure(404, { 'retry-after': '1' }), 1, { asked: 1, slept: [], ok: false }],
    ['422', failure(422), 1, { asked: 1, slept: [], ok: false }],
    ['an error of our own', new TypeError('x'), 1, { asked: 1, slept: [], ok: false }],
  ])('%s', async (_, error, times, expected) => expect(await tries(error, times)).toEqual(expected));

  it('gives each try 15 s, so that a server that never answers costs less than a minute', async () => {
    const clock = new FakeClock();
    const started = clock.now();
    const hang = (signal: AbortSignal): Promise<never> => {
      clock.pass(clock.limits.at(-1) ?? 0);
      return Promise.reject(Object.assign(signal.reason, { status: 500 }));
    };
    await expect(withRetry(clock, hang)).rejects.toThrow('nothing within 15000 ms');
    expect(clock.now() - started).toBe(3 * 15_000 + 1000 + 3000);
  });
});
