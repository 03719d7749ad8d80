import type { StopTimes } from '../../lifecycle/budget/planned-stop.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { type Drain, drainOf, type PodSeen } from './drain.ts';
import { envoyDrainIn } from './envoy-drain.ts';
import { sleepSeconds } from './sleep-seconds.ts';

/** What is known of how long one container takes to stop. */
export interface ContainerStopTime extends Required<StopTimes> {
  readonly entry: RoleContainer;
  readonly container: string;
  readonly drain: Drain | undefined;
}

/** Of all containers that run: regular ones, then sidecars in the order in which they are stopped. */
export function stopTimesOf(
  seen: PodSeen & { readonly containers: readonly RoleContainer[] },
): readonly ContainerStopTime[] {
  const { containers } = seen;
  const regular = containers.filter(({ role }) => role === 'regular');
  const sidecars = containers.filter(({ role }) => role === 'sidecar').toReversed();
  return [...regular, ...sidecars].map((entry) => stopTimeOf(seen, entry));
}

function stopTimeOf(seen: PodSeen, entry: RoleContainer): ContainerStopTime {
  const { name = '', lifecycle } = entry.container;
  const hook = lifecycle?.preStop;
  // Istio's agent ends at once on SIGTERM where a hook has made it drain before (pkg/envoy/agent.go, skipDrain).
  const drain = hook && envoyDrainIn(hook) === 'agent' ? undefined : drainOf(seen, entry);
  return {
    entry,
    container: name,
    hookSeconds: (hook && sleepSeconds(hook)) ?? 0,
    drainSeconds: drain?.seconds ?? 0,
    drain,
  };
}

/** The same by name, as the simulator takes it. */
export const byContainer = (times: readonly ContainerStopTime[]): ReadonlyMap<string, StopTimes> =>
  new Map(times.map((time) => [time.container, time]));
