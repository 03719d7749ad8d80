import { type JsonObject, numberAt, objectAt, textAt } from '../json.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import type { SeenEvent } from './explanation.ts';
import { readMoment, validMoment } from './moments.ts';

export type PodEvents = readonly SeenEvent[];

export const isEvent = ({ source: { apiVersion, kind } }: ManifestObject): boolean =>
  kind === 'Event' && (apiVersion === 'v1' || apiVersion === 'events.k8s.io/v1');

/** More than these tell nothing new. */
const MOST = 10;

/** The Events of an input, by the Pod they are about. */
export function podEvents(events: readonly ManifestObject[]): (pod: ManifestObject) => PodEvents {
  const byName = new Map<string, ManifestObject[]>();
  for (const event of events) {
    const name = textAt(objectOf(event.value), 'name') ?? '';
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [event]);
    else known.push(event);
  }
  return (pod) => eventsOf(pod, byName.get(pod.source.name) ?? []);
}

/** Newest last; both APIs' spelling is read. */
const eventsOf = (pod: ManifestObject, events: readonly ManifestObject[]): PodEvents =>
  events
    .filter(({ value }) => isAbout(objectOf(value), pod))
    .map(({ value }) => seenEvent(value))
    .toSorted((a, b) => moment(a) - moment(b))
    .slice(-MOST);

const moment = ({ lastSeen }: SeenEvent): number => readMoment(lastSeen ?? undefined) ?? 0;

const objectOf = (event: JsonObject): JsonObject => {
  const old = objectAt(event, 'involvedObject');
  return Object.keys(old).length > 0 ? old : objectAt(event, 'regarding');
};

function isAbout(about: JsonObject, { source: { namespace }, value }: ManifestObject): boolean {
  if (textAt(about, 'kind') !== 'Pod') return false;
  const [wanted, uid] = [textAt(value, 'metadata', 'uid') ?? '', textAt(about, 'uid') ?? ''];
  if (wanted !== '' && uid !== '') return wanted === uid;
  return (textAt(about, 'namespace') ?? 'default') === (namespace ?? 'default');
}

function seenEvent(event: JsonObject): SeenEvent {
  const field = textAt(objectOf(event), 'fieldPath') ?? '';
  return {
    type: textAt(event, 'type') ?? '',
    reason: textAt(event, 'reason') ?? '',
    message: textAt(event, 'message') ?? textAt(event, 'note') ?? '',
    container: /\{(.*)\}$/.exec(field)?.[1] ?? null,
    count:
      numberAt(event, 'series', 'count') ??
      numberAt(event, 'count') ??
      numberAt(event, 'deprecatedCount') ??
      1,
    lastSeen: lastSeen(event),
  };
}

const lastSeen = (event: JsonObject): string | null =>
  validMoment(
    textAt(event, 'series', 'lastObservedTime') ??
      textAt(event, 'lastTimestamp') ??
      textAt(event, 'deprecatedLastTimestamp') ??
      textAt(event, 'eventTime') ??
      textAt(event, 'firstTimestamp'),
  );
