import type { ProbeScript } from './scenario.ts';

/** Whether a probe would succeed this long after the instance has started. */
export const probeSucceeds = ({ succeedsAfter, fails }: ProbeScript, sinceStart: number): boolean =>
  sinceStart >= succeedsAfter && !fails.some(({ from, to }) => from <= sinceStart && sinceStart < to);

/** Whether an attempt would end in an error this long after the start. */
export const probeErrs = ({ errors }: ProbeScript, sinceStart: number): boolean =>
  errors.some(({ from, to }) => from <= sinceStart && sinceStart < to);

/** The first moment after `sinceStart` from which a probe that succeeds then may fail or err; `Infinity` if never. */
export function nextFailure({ fails, errors }: ProbeScript, sinceStart: number): number {
  let next = Infinity;
  for (const { from, to } of [...fails, ...errors])
    if (from > sinceStart && from < to && from < next) next = from;
  return next;
}
