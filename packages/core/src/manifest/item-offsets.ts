import { EVENT_ID, type Event } from 'js-yaml';
import { startOf } from './event-offset.ts';

/** Where each item of a List starts: the values of the list under the root's key `items`. */
export function itemOffsets(events: readonly Event[], source: string): readonly number[] {
  const offsets: number[] = [];
  let depth = 0;
  let inItems = false;
  let isKey = true;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      depth--;
      if (depth === 2) {
        isKey = true;
        inItems = false;
      }
      continue;
    }
    if (depth === 2 && isKey) inItems = isItemsKey(event, source);
    if (depth === 3 && inItems) offsets.push(Math.max(startOf(event), 0));
    const opens = event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS;
    if (depth === 2) isKey = opens ? isKey : !isKey;
    if (opens) depth++;
  }
  return offsets;
}

const isItemsKey = (event: Event, source: string): boolean =>
  event.type === EVENT_ID.SCALAR && source.slice(event.valueStart, event.valueEnd) === 'items';
