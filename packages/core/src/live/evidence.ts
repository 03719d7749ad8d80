import type { SeenEvent, Statement } from './explanation.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';
import { readMoment } from './moments.ts';
import { say } from './situation.ts';

/** What an Event of these reasons says of a container, or of the Pod (`null`): the newest, word by word. */
export function evidence(
  { events }: LivePod,
  container: LiveContainer | null,
  reasons: readonly string[],
  begins = '',
): readonly Statement[] {
  const about = container?.plan.name ?? null;
  const found = events.findLast(
    (event) =>
      event.container === about && reasons.includes(event.reason) && event.message.startsWith(begins),
  );
  return found === undefined ? [] : [told(found)];
}

const told = ({ reason, message, count, lastSeen }: SeenEvent): Statement =>
  say(
    `An Event says${count > 1 ? `, ${count} times,` : ''} ${reason}: ${message.trim().replace(/\.$/, '')}; it came${count > 1 ? ' last' : ''}`,
    '',
    readMoment(lastSeen ?? undefined),
    'at',
  );

/** What only Events tell is unknown where none was given. */
export const unlessKnown = (known: readonly Statement[], unknown: Statement): readonly Statement[] =>
  known.length > 0 ? [] : [unknown];
