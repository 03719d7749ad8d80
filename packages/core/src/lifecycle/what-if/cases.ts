import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import type { ProbeType } from '../timeline.ts';
import { defaultScenario, PROBE_DEFAULT } from '../world/default-scenario.ts';
import type { ProbeScript, RunScript, Scenario } from '../world/scenario.ts';

/** The standard questions to a Pod. */
export type WhatIfQuestion =
  | 'asPlanned'
  | 'sidecarCrashesAtStart'
  | 'sidecarNeverReady'
  | 'sidecarIgnoresSigterm'
  | 'sidecarExitsEarly'
  | 'regularCrashes'
  | 'regularDrainsForTheWholeGrace'
  | 'imageCannotBePulled';

export interface WhatIfCase {
  readonly question: WhatIfQuestion;
  /** The container it is about; absent where it is about all of them. */
  readonly container?: string;
  /** The question in words, without `what if`. */
  readonly says: string;
  readonly scenario: Scenario;
}

/** Pods that run for ever are deleted here, so that their stop is seen too. */
const DELETE_AT = 600_000;
const CRASHES_AFTER = 1_000;
const EXITS_AFTER = 5_000;
const DEFAULT_GRACE_SECONDS = 30;

/** The questions that make sense for this Pod, the plan first. */
export function whatIfCases(spec: PodSpec): readonly WhatIfCase[] {
  const base = baseOf(spec);
  const containers = containersOf(spec);
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const regular = containers.filter(({ role }) => role === 'regular');
  return [
    { question: 'asPlanned', says: 'all goes as planned', scenario: base },
    ...sidecars.flatMap((sidecar) => sidecarCases(sidecar, base)),
    ...regular.map((one) =>
      about('regularCrashes', one, 'crashes every 5s', base, {
        for: EXITS_AFTER,
        exitCode: 1,
      }),
    ),
    drainCase(regular, spec, base),
    ...containers.map((one) =>
      about('imageCannotBePulled', one, 'cannot pull its image', base, { pull: 'fails' }),
    ),
  ];
}

function sidecarCases(sidecar: RoleContainer, base: Scenario): readonly WhatIfCase[] {
  const crash = { for: CRASHES_AFTER, exitCode: 1 };
  const early = { for: EXITS_AFTER, exitCode: 0 };
  return [
    about('sidecarCrashesAtStart', sidecar, 'crashes at each start', base, crash),
    ...neverReady(sidecar, base),
    about('sidecarIgnoresSigterm', sidecar, 'ignores SIGTERM', base, { onSigterm: { ignored: true } }),
    about('sidecarExitsEarly', sidecar, 'exits with 0 every 5s', base, early),
  ];
}

/** Only a probe can find that a container is not ready. */
function neverReady(sidecar: RoleContainer, base: Scenario): readonly WhatIfCase[] {
  const { startupProbe, readinessProbe } = sidecar.container;
  const probe: ProbeType | undefined = startupProbe ? 'startup' : readinessProbe ? 'readiness' : undefined;
  if (probe === undefined) return [];
  const never: ProbeScript = { ...PROBE_DEFAULT, succeedsAfter: Infinity };
  return [
    about('sidecarNeverReady', sidecar, `never passes its ${probe}Probe`, base, (run) => ({
      probes: { ...run.probes, [probe]: never },
    })),
  ];
}

function drainCase(regular: readonly RoleContainer[], spec: PodSpec, base: Scenario): WhatIfCase {
  const seconds = Math.max(0, spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
  const slow = { onSigterm: { ignored: false as const, exitsAfter: seconds * 1000, exitCode: 0 } };
  const scenario = regular.reduce((before, one) => changed(before, nameOf(one), () => slow), base);
  return {
    question: 'regularDrainsForTheWholeGrace',
    says: `regular containers take all of the ${seconds}s of grace`,
    scenario: { ...scenario, pod: { ...scenario.pod, deleteAt: scenario.pod.deleteAt ?? EXITS_AFTER } },
  };
}

type Change = Partial<RunScript> | ((run: RunScript) => Partial<RunScript>);

function about(
  question: WhatIfQuestion,
  one: RoleContainer,
  does: string,
  base: Scenario,
  change: Change,
): WhatIfCase {
  const container = nameOf(one);
  const scenario = changed(base, container, typeof change === 'function' ? change : () => change);
  return { question, container, says: `${one.role} ${container} ${does}`, scenario };
}

function changed(scenario: Scenario, name: string, change: (run: RunScript) => Partial<RunScript>): Scenario {
  const containers = new Map(scenario.containers);
  const runs = containers.get(name) ?? [];
  containers.set(
    name,
    runs.map((run) => ({ ...run, ...change(run) })),
  );
  return { ...scenario, containers };
}

/** Work that ends is left to end; what runs for ever is deleted after ten minutes. */
function baseOf(spec: PodSpec): Scenario {
  const scenario = defaultScenario({ spec });
  const endsByItself = (spec.restartPolicy ?? 'Always') !== 'Always';
  return endsByItself ? scenario : { ...scenario, pod: { ...scenario.pod, deleteAt: DELETE_AT } };
}

const nameOf = ({ container }: RoleContainer): string => container.name ?? '';
