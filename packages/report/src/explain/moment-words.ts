import { type Outcome, readMoment, type Statement } from '@outrider/core';
import { clip } from '../escape/clip.ts';

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** `2m10s`, `3h5m`, `2d4h`: the two greatest units, as kubectl shows ages. */
export function ageText(ms: number): string {
  let rest = Math.round(Math.abs(ms) / 1000);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0 || parts.length > 0) parts.push(amount === 0 ? '' : `${amount}${unit}`);
    if (parts.length === 2) break;
  }
  return parts.join('') || '0s';
}

const PREPOSITIONS: Readonly<Record<NonNullable<Statement['atIs']>, string>> = {
  at: 'at',
  since: 'since',
  about: 'at about',
  until: 'until',
  notBefore: 'not before',
};

/** `since 2026-11-25T03:12:09Z (2m10s ago)`; empty where a statement speaks of no moment. */
export function momentWords({ at, atIs = 'at' }: Statement, now: string | null): string {
  if (at === undefined) return '';
  const relative = relativeWords(at, now);
  return `${PREPOSITIONS[atIs]} ${at}${relative === '' ? '' : ` (${relative})`}`;
}

/** `2m10s ago`, `in 50s`; empty where one of the two is unknown. */
export function relativeWords(at: string, now: string | null): string {
  const [moment, present] = [readMoment(at), readMoment(now ?? undefined)];
  if (moment === null || present === null) return '';
  return moment > present ? `in ${ageText(moment - present)}` : `${ageText(moment - present)} ago`;
}

/** What a kubelet or a container says may be a page; a report needs a paragraph of it. */
const LONGEST = 600;

/** A bound is set off from what it bounds. */
export function withMoment(statement: Statement, now: string | null): string {
  const moment = momentWords(statement, now);
  if (moment === '') return statement.says;
  return `${statement.says}${statement.atIs === 'notBefore' ? ',' : ''} ${moment}`;
}

/** The sentence with its moment, and a full stop. */
export function sentence(statement: Statement, now: string | null): string {
  const text = clip(withMoment(statement, now).trimEnd(), LONGEST);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `If it does not, at about …: the kubelet kills it`. */
export function outcomeSentence(outcome: Outcome, now: string | null): string {
  const { when, says, rules } = outcome;
  const moment = momentWords(outcome, now);
  const condition = moment === '' ? when : `${when}, ${moment}`;
  const text = when === '' ? sentence(outcome, now) : `${condition}: ${sentence({ says, rules }, now)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
