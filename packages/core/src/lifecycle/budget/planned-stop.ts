import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import { containersOf, isSidecar } from '../../workload/container-role.ts';
import { simulate } from '../simulate.ts';
import type { TimelineEvent } from '../timeline.ts';
import { defaultScenario } from '../world/default-scenario.ts';
import type { RunScript, Scenario } from '../world/scenario.ts';

/** What is known of how one container stops; what is not known takes no time. */
export interface StopTimes {
  /** Of a preStop hook that is no `sleep` action, which says its own time. */
  readonly hookSeconds?: number;
  /** From SIGTERM until it has ended by itself; `Infinity` if SIGTERM does not end it. */
  readonly drainSeconds?: number;
}

/** How one container stops, in seconds since the Pod was deleted. */
export interface ContainerStop {
  readonly container: string;
  readonly signalledAtSeconds: number;
  readonly goneAtSeconds: number;
  /** Whether it was SIGKILL that ended it. */
  readonly killed: boolean;
  /** Whether its hook was left when the grace period was over. */
  readonly hookCutOff: boolean;
}

export interface PlannedStop {
  readonly graceSeconds: number;
  /** Until the last container is gone. */
  readonly seconds: number;
  /** In the order in which they are gone. */
  readonly containers: readonly ContainerStop[];
}

const DELETE_AT = 1_000;
/** An hour more than any grace period that makes sense: what still runs then is said to take that long. */
const LONGEST_SECONDS = 100_000;

/**
 * The stop of a Pod that runs and is deleted, as far as its manifest and its programs are known: the kubelet's own order
 * and budget (L-120 to L-129), played by the simulator.
 */
export function plannedStop(
  spec: PodSpec,
  release: Release,
  times: ReadonlyMap<string, StopTimes> = new Map(),
): PlannedStop {
  const graceSeconds = spec.terminationGracePeriodSeconds ?? 30;
  // The server refuses such a Pod; the kubelet would end it at once and begin again, for as long as it is looked at.
  if ((spec.containers ?? []).length === 0) return { graceSeconds, seconds: 0, containers: [] };
  const running = runningPart(spec);
  const scenario = deletion(running, times);
  const { timeline } = simulate({ pod: { spec: running }, scenario, release });
  const start = timeline.find(({ event }) => event === 'TerminationStarted')?.atSeconds ?? 0;
  const containers = containersOf(running)
    .map(({ container }) => stopOf(container.name ?? '', timeline, start))
    .toSorted((a, b) => a.goneAtSeconds - b.goneAtSeconds);
  return {
    graceSeconds,
    seconds: containers.at(-1)?.goneAtSeconds ?? 0,
    containers,
  };
}

/** How long the stop would take if nothing cut it off. */
export const neededSeconds = (
  spec: PodSpec,
  release: Release,
  times: ReadonlyMap<string, StopTimes>,
): number => plannedStop({ ...spec, terminationGracePeriodSeconds: LONGEST_SECONDS }, release, times).seconds;

/** The Pod without what has no part in its stop: init containers that have ended, probes, postStart hooks. */
const runningPart = (spec: PodSpec): PodSpec => ({
  ...spec,
  initContainers: (spec.initContainers ?? []).filter(isSidecar).map(stoppingPart),
  containers: (spec.containers ?? []).map(stoppingPart),
});

const stoppingPart = (container: Container): Container => ({
  name: container.name ?? '',
  ...(isSidecar(container) && { restartPolicy: 'Always' }),
  ...(container.lifecycle?.preStop && { lifecycle: { preStop: container.lifecycle.preStop } }),
});

function deletion(spec: PodSpec, times: ReadonlyMap<string, StopTimes>): Scenario {
  const base = defaultScenario({ spec });
  const containers = [...base.containers].map(
    ([name, runs]) => [name, runs.map((run) => stopping(run, times.get(name) ?? {}))] as const,
  );
  return {
    ...base,
    until: DELETE_AT + 2 * LONGEST_SECONDS * 1000,
    pod: { ...base.pod, deleteAt: DELETE_AT },
    containers: new Map(containers),
  };
}

const stopping = (run: RunScript, { hookSeconds = 0, drainSeconds = 0 }: StopTimes): RunScript => ({
  ...run,
  for: Infinity,
  preStop: { takes: hookSeconds * 1000, exitCode: 0 },
  onSigterm: Number.isFinite(drainSeconds)
    ? { ignored: false, exitsAfter: drainSeconds * 1000, exitCode: 0 }
    : { ignored: true },
});

function stopOf(container: string, timeline: readonly TimelineEvent[], start: number): ContainerStop {
  const events = timeline.filter((event) => 'container' in event && event.container === container);
  const at = (name: TimelineEvent['event']): number =>
    (events.find(({ event }) => event === name)?.atSeconds ?? start) - start;
  return {
    container,
    signalledAtSeconds: at('SignalSent'),
    goneAtSeconds: at('Exited'),
    killed: events.some(({ event }) => event === 'Killed'),
    hookCutOff: events.some((event) => event.event === 'PreStopFinished' && event.outcome === 'cutOff'),
  };
}
