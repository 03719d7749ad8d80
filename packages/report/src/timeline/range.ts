import { duration } from './duration.ts';

/** A moment, or from when to when it may be on a real node; `null` where a slow node never comes to it. */
export function rangeWords(fromSeconds: number, toSeconds: number | null | undefined): string {
  const from = duration(fromSeconds);
  if (toSeconds === undefined || toSeconds === fromSeconds) return from;
  return toSeconds === null ? `${from} or later` : `${from} to ${duration(toSeconds)}`;
}
