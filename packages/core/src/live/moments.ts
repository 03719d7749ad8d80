const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Milliseconds of a time as the API writes it; `null` for anything else, and for Go's zero time. */
export function readMoment(text: string | undefined): number | null {
  if (text === undefined || !RFC_3339.test(text)) return null;
  const found = Date.parse(text);
  return found > 0 ? found : null;
}

/** The text itself if it is a time as the API writes it. */
export const validMoment = (text: string | undefined): string | null =>
  readMoment(text) === null ? null : (text ?? null);

/** The last moment that can be written so. */
export const LAST_MOMENT: number = Date.UTC(9999, 11, 31);

/** As the API writes it: whole seconds, UTC. */
export const momentText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** No kubelet waits that long: it is no duration of its own. */
const LONGEST_MS = 24 * 3_600_000;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const GO_DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/** Milliseconds of a duration as Go prints it: `2m40s`, `1.5s`; `null` for anything else. */
export function readGoDuration(text: string): number | null {
  if (!GO_DURATION.test(text)) return null;
  let total = 0;
  for (const [, amount = '0', unit = 'ms'] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit] ?? 1);
  }
  return total <= LONGEST_MS ? total : null;
}

/** `2m40s`, as Go prints whole seconds. */
export function durationText(ms: number): string {
  const total = Math.round(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const parts = [
    [hours, 'h'],
    [minutes, 'm'],
    [seconds, 's'],
  ] as const;
  const shown = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return shown.length === 0 ? '0s' : shown.join('');
}
