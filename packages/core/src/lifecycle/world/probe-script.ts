import type { ProbeScript } from './scenario.ts';

/** Whether a probe would succeed this long after the instance has started. */
export const probeSucceeds = ({ succeedsAfter, fails }: ProbeScript, sinceStart: number): boolean =>
  sinceStart >= succeedsAfter && !fails.some(({ from, to }) => from <= sinceStart && sinceStart < to);

/** The first moment after `sinceStart` from which a probe that succeeds then may fail; `Infinity` if never. */
export function nextFailure({ fails }: ProbeScript, sinceStart: number): number {
  let next = Infinity;
  for (const { from, to } of fails) if (from > sinceStart && from < to && from < next) next = from;
  return next;
}
