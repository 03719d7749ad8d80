/** Go's `time.ParseDuration` without signs and the units below a millisecond. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of `30s` or `1m30s`; of `30`, where a number means seconds. */
export function secondsOf(text: string, unit: 'seconds' | 'none'): number | undefined {
  if (text.length > 40) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text))
    return unit === 'seconds' || Number(text) === 0 ? Number(text) : undefined;
  if (!DURATION.test(text)) return undefined;
  return Array.from(text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)).reduce(
    (sum, [, amount, name = '']) => sum + Number(amount) * (SECONDS[name] ?? 0),
    0,
  );
}
