import type { Citation, Citations, Container, ContainerRole, PodSpec, TimelineEvent } from '@outrider/core';
import { containersOf } from '@outrider/core';
import type { Place, PlacedEvent } from './steps.ts';

/** What a container is doing, as its lane shows it. */
export type LaneState = 'waiting' | 'starting' | 'started' | 'ready' | 'stopping' | 'backOff' | 'exited';

/** A stretch of one state, until the next span of the lane begins. */
export interface Span {
  readonly from: Place;
  readonly state: LaneState;
}

export type MarkKind =
  | 'restart'
  | 'startupSuccess'
  | 'startupFailure'
  | 'readinessSuccess'
  | 'readinessFailure'
  | 'livenessSuccess'
  | 'livenessFailure'
  | 'postStartBegin'
  | 'postStartEnd'
  | 'preStopBegin'
  | 'preStopEnd'
  | 'hookFailed'
  | 'signal'
  | 'kill'
  | 'exitZero'
  | 'exitNonZero';

/** Something that happens on a lane at one moment. */
export interface Mark {
  readonly at: Place;
  readonly kind: MarkKind;
  /** Exit code or signal, to be written beside the mark where there is room. */
  readonly text?: string;
  /** The fact that makes it so. */
  readonly citation?: Citation;
}

export type LaneRole = ContainerRole | 'ephemeral';

export interface Lane {
  readonly name: string;
  readonly role: LaneRole;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** One lane a container, in the order of the spec; ephemeral containers last. */
export function lanesOf(
  spec: PodSpec,
  events: readonly PlacedEvent[],
  citations: Citations,
): readonly Lane[] {
  const ephemeral = (spec.ephemeralContainers ?? []).map((container) => ({
    container,
    role: 'ephemeral' as const,
  }));
  return [...containersOf(spec), ...ephemeral].map(({ container, role }) => {
    const name = container.name ?? '';
    const own = events.filter(({ event }) => 'container' in event && event.container === name);
    return {
      name,
      role,
      spans: spansOf(container, role, own),
      marks: own.flatMap((one) => markOf(one, citations)),
    };
  });
}

/** How far a running container can get without the probes and hooks it has. */
interface Awaited {
  readonly hook: boolean;
  readonly startup: boolean;
  readonly readiness: boolean;
}

function spansOf(container: Container, role: LaneRole, events: readonly PlacedEvent[]): readonly Span[] {
  const has: Awaited = {
    hook: container.lifecycle?.postStart !== undefined,
    startup: container.startupProbe !== undefined,
    readiness: container.readinessProbe !== undefined,
  };
  const spans: Span[] = [{ from: { instant: 0, step: 0 }, state: 'waiting' }];
  let awaited = has;
  for (const { event, place } of events) {
    if (event.event === 'Started') awaited = has;
    awaited = afterEvent(event, awaited);
    const before = spans.at(-1)?.state ?? 'waiting';
    const state = stateAfter(event, before, awaited, role);
    if (state !== before || event.event === 'Started') spans.push({ from: place, state });
  }
  return spans;
}

function afterEvent(event: TimelineEvent, awaited: Awaited): Awaited {
  if (event.event === 'PostStartFinished' && event.outcome === 'ok') return { ...awaited, hook: false };
  if (event.event !== 'ProbeResult') return awaited;
  const waits = event.result !== 'Success';
  switch (event.probe) {
    case 'startup':
      return { ...awaited, startup: waits };
    case 'readiness':
      return { ...awaited, readiness: waits };
    case 'liveness':
      return awaited;
  }
}

function running(awaited: Awaited, role: LaneRole): LaneState {
  if (awaited.hook || awaited.startup) return 'starting';
  return role === 'init' || awaited.readiness ? 'started' : 'ready';
}

function stateAfter(event: TimelineEvent, before: LaneState, awaited: Awaited, role: LaneRole): LaneState {
  switch (event.event) {
    case 'Started':
      return running(awaited, role);
    case 'PostStartFinished':
    case 'ProbeResult':
      return isUp(before) ? running(awaited, role) : before;
    case 'PreStopStarted':
    case 'SignalSent':
    case 'Killed':
      return 'stopping';
    case 'Exited':
      return 'exited';
    case 'Removed':
      return 'waiting';
    case 'KubernetesEvent':
      return event.reason === 'BackOff' && !isUp(before) && before !== 'stopping' ? 'backOff' : before;
    default:
      return before;
  }
}

const isUp = (state: LaneState): boolean => state === 'starting' || state === 'started' || state === 'ready';

function markOf({ event, place }: PlacedEvent, citations: Citations): readonly Mark[] {
  const citation = citations.get(event);
  const mark = (kind: MarkKind, text?: string): readonly Mark[] => [
    { at: place, kind, ...(text !== undefined && { text }), ...(citation && { citation }) },
  ];
  switch (event.event) {
    case 'Started':
      return event.instance > 0 ? mark('restart') : [];
    case 'ProbeResult':
      return mark(`${event.probe}${event.result}`);
    case 'PostStartStarted':
      return mark('postStartBegin');
    case 'PostStartFinished':
      return mark(event.outcome === 'ok' ? 'postStartEnd' : 'hookFailed');
    case 'PreStopStarted':
      return mark('preStopBegin');
    case 'PreStopFinished':
      return mark(event.outcome === 'ok' ? 'preStopEnd' : 'hookFailed');
    case 'SignalSent':
      return mark('signal', event.signal);
    case 'Killed':
      return mark('kill');
    case 'Exited':
      return mark(event.exitCode === 0 ? 'exitZero' : 'exitNonZero', String(event.exitCode));
    default:
      return [];
  }
}
