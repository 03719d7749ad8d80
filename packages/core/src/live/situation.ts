import type { LookFurther, MomentIs, Outcome, Outlook, Statement, Wait } from './explanation.ts';
import type { LiveContainer } from './live-pod.ts';
import { LAST_MOMENT, momentText } from './moments.ts';

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
  /** Where it is being stopped: who is signalled together, first to last. */
  readonly waves?: readonly (readonly LiveContainer[])[];
}

/** A sentence with the facts it rests on, and the moment it speaks of in milliseconds. */
export const say = (
  says: string,
  rules: string,
  moment?: number | null,
  atIs: MomentIs = 'since',
): Statement => ({
  says,
  rules: rules === '' ? [] : rules.split(' '),
  ...(moment !== undefined && moment !== null && moment <= LAST_MOMENT && { at: momentText(moment), atIs }),
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
