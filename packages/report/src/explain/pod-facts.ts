import type { ContainerExplanation, PodExplanation, SeenEvent } from '@outrider/core';
import { plural } from '../plural.ts';
import { relativeWords } from './moment-words.ts';

/** kubectl's columns and where the Pod is, in short. */
export function podFacts({ status, ready, restarts, phase, node, owner }: PodExplanation): readonly string[] {
  return [
    status,
    `${ready} ready`,
    ...(restarts > 0 ? [plural(restarts, 'restart')] : []),
    ...(phase === status ? [] : [`phase ${phase}`]),
    ...(node === null ? [] : [`node ${node}`]),
    ...(owner === null ? [] : [owner]),
  ];
}

/** Since when a container is as it is: `3m ago`, or the time where nobody says what time it is now. */
export function sinceWords({ since }: ContainerExplanation, now: string | null): string {
  if (since === null) return '';
  return relativeWords(since, now) || since;
}

/** `Warning Unhealthy "proxy" (12 times, last 20s ago): Startup probe failed`. */
export function eventWords(
  { type, reason, message, container, count, lastSeen }: SeenEvent,
  now: string | null,
): string {
  const when = lastSeen === null ? '' : relativeWords(lastSeen, now) || lastSeen;
  const often = [count > 1 ? `${count} times` : '', when].filter((part) => part !== '').join(', last ');
  const about = container === null ? '' : ` "${container}"`;
  return `${type} ${reason}${about}${often === '' ? '' : ` (${often})`}: ${message}`;
}
