import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import { startupBudget } from '../budget/startup-budget.ts';
import type { PodOutcome, ProbeType } from '../timeline.ts';
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
const A_WHILE = 60_000;
const CRASHES_AFTER = 1_000;
const EXITS_AFTER = 5_000;
const DEFAULT_GRACE_SECONDS = 30;

/** The question that all others are held against. */
export const planCase = (spec: PodSpec): WhatIfCase => ({
  question: 'asPlanned',
  says: 'all goes as planned',
  scenario: baseOf(spec),
});

/** The other questions that make sense for this Pod, by what comes of the plan. */
export function mishapCases(spec: PodSpec, planned: PodOutcome): readonly WhatIfCase[] {
  const base = baseOf(spec);
  const containers = containersOf(spec);
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const regular = containers.filter(({ role }) => role === 'regular');
  return [
    ...sidecars.flatMap((sidecar) => sidecarCases(sidecar, base)),
    ...regular.map((one) => about('regularCrashes', one, 'crashes', base, { for: EXITS_AFTER, exitCode: 1 })),
    ...(regular.length > 0 ? [drainCase(regular, spec, { base, planned })] : []),
    ...containers.map((one) =>
      about('imageCannotBePulled', one, 'cannot be pulled', base, { pull: 'fails' }),
    ),
  ];
}

function sidecarCases(sidecar: RoleContainer, base: Scenario): readonly WhatIfCase[] {
  const crash = { for: CRASHES_AFTER, exitCode: 1 };
  const early = { for: EXITS_AFTER, exitCode: 0 };
  return [
    about('sidecarCrashesAtStart', sidecar, 'crashes at start', base, crash),
    ...neverReady(sidecar, base),
    about('sidecarIgnoresSigterm', sidecar, 'ignores SIGTERM', base, { onSigterm: { ignored: true } }),
    about('sidecarExitsEarly', sidecar, 'exits with 0 early', base, early),
  ];
}

/** Only a probe can find that a container is not ready. */
function neverReady(sidecar: RoleContainer, base: Scenario): readonly WhatIfCase[] {
  const { startupProbe, readinessProbe } = sidecar.container;
  const probe: ProbeType | undefined = startupProbe ? 'startup' : readinessProbe ? 'readiness' : undefined;
  if (probe === undefined) return [];
  const never: ProbeScript = { ...PROBE_DEFAULT, succeedsAfter: Infinity };
  return [
    about('sidecarNeverReady', sidecar, 'never becomes ready', base, (run) => ({
      probes: { ...run.probes, [probe]: never },
    })),
  ];
}

/** As slow as declared: hook and drain together take the whole grace period. Work that would end by itself goes on. */
function drainCase(
  regular: readonly RoleContainer[],
  spec: PodSpec,
  { base, planned }: { readonly base: Scenario; readonly planned: PodOutcome },
): WhatIfCase {
  const seconds = Math.max(1, spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
  const slow = ({ container }: RoleContainer): Partial<RunScript> => {
    const hook = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
    const exitsAfter = Math.max(0, seconds - hook) * 1000;
    return { for: Infinity, onSigterm: { ignored: false, exitsAfter, exitCode: 0 } };
  };
  const scenario = regular.reduce((before, one) => changed(before, nameOf(one), () => slow(one)), base);
  const readyAt = (planned.readyAtSeconds ?? planned.initializedAtSeconds ?? 0) * 1000;
  const deleteAt = scenario.pod.deleteAt ?? readyAt + EXITS_AFTER;
  return {
    question: 'regularDrainsForTheWholeGrace',
    says: `regular containers drain for ${seconds}s`,
    scenario: { ...scenario, pod: { ...scenario.pod, deleteAt } },
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
  return { question, container, says: `${container} ${does}`, scenario };
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

/** Work that ends is left to end; what runs for ever is deleted after ten minutes, or a minute after a longer start. */
function baseOf(spec: PodSpec): Scenario {
  const scenario = defaultScenario({ spec });
  const endsByItself = (spec.restartPolicy ?? 'Always') !== 'Always';
  if (endsByItself) return scenario;
  const up = startupBudget(spec).bestSeconds * 1000 + A_WHILE;
  return { ...scenario, pod: { ...scenario.pod, deleteAt: Math.max(DELETE_AT, up) } };
}

const nameOf = ({ container }: RoleContainer): string => container.name ?? '';
