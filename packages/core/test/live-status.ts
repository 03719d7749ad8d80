import type { JsonObject } from '../src/json.ts';
import type { Container, PodSpec } from '../src/kubernetes/api-types.gen.ts';
import type { TimelineEvent } from '../src/lifecycle/timeline.ts';
import { momentText } from '../src/live/moments.ts';

/** When a simulated Pod's sandbox was ready. */
const BEGIN = Date.UTC(2026, 10, 25, 3);

const momentAt = (seconds: number): string => momentText(BEGIN + Math.floor(seconds) * 1000);

type PodStatusEvent = Extract<TimelineEvent, { event: 'PodStatus' }>;

/** A Pod as the API would hold it when the simulator published a status: what `before` has brought about. */
export function podAt(spec: PodSpec, status: PodStatusEvent, before: readonly TimelineEvent[]): JsonObject {
  const statuses = (containers: readonly Container[] | undefined, isInit: boolean): readonly JsonObject[] =>
    (containers ?? []).map((container) =>
      containerStatus(container, before, { isInit, hasInit: (spec.initContainers ?? []).length > 0 }),
    );
  const value = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', uid: 'u', ...deletion(before) },
    spec: { ...spec, nodeName: 'n' },
    status: {
      phase: status.phase,
      conditions: Object.entries(status.conditions).map(([type, holds]) => ({
        type,
        status: holds ? 'True' : 'False',
      })),
      initContainerStatuses: statuses(spec.initContainers, true),
      containerStatuses: statuses(spec.containers, false),
    },
  };
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** metadata.deletionTimestamp is the end of the grace period. */
function deletion(before: readonly TimelineEvent[]): JsonObject {
  const asked = before.find(({ event }) => event === 'DeleteRequested');
  if (asked?.event !== 'DeleteRequested') return {};
  return {
    deletionTimestamp: momentAt(asked.atSeconds + asked.graceSeconds),
    deletionGracePeriodSeconds: asked.graceSeconds,
  };
}

interface Place {
  readonly isInit: boolean;
  readonly hasInit: boolean;
}

function containerStatus(
  container: Container,
  before: readonly TimelineEvent[],
  { isInit, hasInit }: Place,
): JsonObject {
  const { name = '' } = container;
  const own = before.filter((event) => 'container' in event && event.container === name);
  const starts = own.filter(({ event }) => event === 'Started');
  const started = starts.at(-1);
  const exits = own.flatMap((event) => (event.event === 'Exited' ? [event] : []));
  const exit = exits.at(-1);
  const running = starts.length > exits.length;
  const since = started === undefined ? [] : own.slice(own.lastIndexOf(started));
  const result = (probe: string): boolean =>
    since.findLast((event) => event.event === 'ProbeResult' && event.probe === probe)?.event ===
      'ProbeResult' &&
    since.some(
      (event) => event.event === 'ProbeResult' && event.probe === probe && event.result === 'Success',
    );
  const isRegularInit = isInit && container.restartPolicy !== 'Always';
  const isStarted = running && (isRegularInit || container.startupProbe === undefined || result('startup'));
  const isReady = isRegularInit
    ? !running && exit?.exitCode === 0
    : isStarted && (container.readinessProbe === undefined || result('readiness'));
  const ended = (one: (typeof exits)[number]): JsonObject => ({
    terminated: {
      exitCode: one.exitCode,
      reason: one.exitCode === 0 ? 'Completed' : 'Error',
      finishedAt: momentAt(one.atSeconds),
    },
  });
  const waiting = { waiting: { reason: hasInit ? 'PodInitializing' : 'ContainerCreating' } };
  const state = running
    ? { running: { startedAt: momentAt(started?.atSeconds ?? 0) } }
    : exit === undefined
      ? waiting
      : ended(exit);
  const last = running ? exit : exits.at(-2);
  return {
    name,
    started: isStarted,
    ready: isReady,
    restartCount: Math.max(0, starts.length - 1),
    state,
    ...(last !== undefined && { lastState: ended(last) }),
  };
}
