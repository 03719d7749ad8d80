/** `500ms`, `3s`, `4.5s`, `2m`, `1h`, `1h30m`, and `forever` or `never`, which are the same: without end. */
export const DURATION: RegExp = /^(?:forever|never|0|(?:\d+(?:\.\d+)?(?:ms|s|m|h))+)$/;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a text that matches {@link DURATION}; `Infinity` for `forever` and `never`. */
export function parseDuration(text: string): number {
  if (text === 'forever' || text === 'never') return Infinity;
  let total = 0;
  for (const [, amount = '0', unit = 'ms'] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit] ?? 1);
  }
  return Math.round(total);
}

/** The shortest way to write it with one unit; `endless` is the word for `Infinity`. */
export function printDuration(ms: number, endless: 'forever' | 'never' = 'forever'): string {
  if (ms === Infinity) return endless;
  if (ms === 0) return '0s';
  for (const unit of ['h', 'm', 's'] as const) {
    const size = UNIT_MS[unit] ?? 1;
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return ms % 1000 === 0 || ms < 1000 ? `${ms}ms` : `${ms / 1000}s`;
}
