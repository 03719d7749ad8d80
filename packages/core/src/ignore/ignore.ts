/** What an author decided against: a finding, for a reason, and maybe not for ever. */
export interface Ignore {
  readonly rules: readonly string[];
  /** Why; empty if nobody said. */
  readonly reason: string;
  /** The last day on which it counts: `2027-01-31`. */
  readonly until?: string;
  /** What cannot be understood about it, in words. */
  readonly fault?: string;
}

/**
 * Reads `some-rule, another-rule: the proxy retries (until 2027-01-31); third-rule`: entries end with `;` or the
 * line, a reason stands behind a colon.
 */
export const readIgnores = (text: string): readonly Ignore[] =>
  text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(readIgnore);

const UNTIL = /\(?\buntil:?\s+([^\s)]+)\)?\s*$/;

function readIgnore(entry: string): Ignore {
  const [, until, before = entry] = splitUntil(entry);
  const colon = before.indexOf(':');
  const rules = (colon < 0 ? before : before.slice(0, colon)).split(/[\s,]+/).filter((rule) => rule !== '');
  const reason = colon < 0 ? '' : before.slice(colon + 1).trim();
  if (rules.length === 0) return { rules, reason, fault: 'it names no rule' };
  if (until === undefined) return { rules, reason };
  return isDate(until)
    ? { rules, reason, until }
    : { rules, reason, fault: `"${until}" is no date such as 2027-01-31` };
}

function splitUntil(entry: string): readonly [text: string, until?: string, before?: string] {
  const found = UNTIL.exec(entry);
  return found === null ? [entry] : [entry, found[1] ?? '', entry.slice(0, found.index).trim()];
}

/** A day of the calendar, as ISO 8601 writes it. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}

/** Whether it counts no longer; without knowing the day, everything counts. */
export const isExpired = ({ until }: Pick<Ignore, 'until'>, today: string | undefined): boolean =>
  until !== undefined && today !== undefined && until < today;
