import type { LookFurther, Outcome, Outlook, Statement, Wait } from './explanation.ts';
import type { LiveContainer } from './live-pod.ts';
import { momentText } from './moments.ts';

/** What is going on with a Pod: one of these is found for each. */
export interface Situation {
  readonly waitsFor: Wait;
  readonly outlook: Outlook;
  /** The containers it waits for. */
  readonly about: readonly LiveContainer[];
  readonly headline: Statement;
  readonly because: readonly Statement[];
  readonly next: readonly Outcome[];
  readonly unknown: readonly Statement[];
  readonly look: readonly LookFurther[];
}

/** A sentence with the facts it rests on; `at` in milliseconds. */
export const say = (says: string, rules: string, at?: number | null): Statement => ({
  says,
  rules: rules === '' ? [] : rules.split(' '),
  ...(at !== undefined && at !== null && { at: momentText(at) }),
});

/** What comes next on a condition. */
export const outcome = (
  when: string,
  statement: Statement,
  starts: readonly LiveContainer[] = [],
): Outcome => ({
  ...statement,
  when,
  starts: starts.map(({ plan }) => plan.name),
});
