import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';

/** Where a node's own text starts; -1 if it has none. */
export function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      if (event.valueStart === -1) return -1;
      const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return quoted ? event.valueStart - 1 : event.valueStart;
    }
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return -1;
  }
}
