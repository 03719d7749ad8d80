import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { type ContainerRole, containersOf } from '../../workload/container-role.ts';
import type { Intervention, KubeletScript, PodScript, ProbeScript, RunScript, Scenario } from './scenario.ts';

export const LONGEST_MS = 3_600_000;

export const PROBE_DEFAULT: ProbeScript = { succeedsAfter: 0, fails: [], errors: [], takes: 0 };

export const POD_DEFAULT: PodScript = {
  deleteAt: null,
  gracePeriodSeconds: null,
  evictAt: null,
  nodeShutdownAt: null,
  nodeShutdownGracePeriodSeconds: null,
  sandboxLostAt: null,
};

export const KUBELET_DEFAULT: KubeletScript = { maxContainerRestartPeriod: null, defects: [] };

export const NO_INTERVENTION: Intervention = {
  imageChange: null,
  resize: null,
  creation: null,
  addedAt: 0,
};

const SIGTERM_EXIT_CODE = 143;

/** What an instance does where the scenario says nothing (contract, section 4). */
export function defaultRun(role: ScenarioRole, restartPolicy: string): RunScript {
  return {
    pull: 0,
    for: runsFor(role, restartPolicy),
    exitCode: 0,
    postStart: { takes: 0, exitCode: 0 },
    preStop: { takes: 0, exitCode: 0 },
    probes: { startup: PROBE_DEFAULT, readiness: PROBE_DEFAULT, liveness: PROBE_DEFAULT },
    onSigterm: { ignored: false, exitsAfter: 0, exitCode: SIGTERM_EXIT_CODE },
  };
}

export type ScenarioRole = ContainerRole | 'ephemeral';

export interface ScenarioContainer {
  readonly name: string;
  readonly role: ScenarioRole;
  readonly container: Container;
}

/** Whoever runs in a Pod: ephemeral containers too, last. */
export const allContainers = (spec: PodSpec): readonly ScenarioContainer[] => [
  ...containersOf(spec).map(({ container, role }) => ({ name: container.name ?? '', role, container })),
  ...(spec.ephemeralContainers ?? []).map((container) => ({
    name: container.name ?? '',
    role: 'ephemeral' as const,
    container,
  })),
];

function runsFor(role: ScenarioRole, restartPolicy: string): number {
  switch (role) {
    case 'init':
      return 1_000;
    case 'sidecar':
    case 'ephemeral':
      return Infinity;
    case 'regular':
      return restartPolicy === 'Always' ? Infinity : 10_000;
  }
}

/** The scenario of somebody who gives none: everything works, nothing is deleted; at most an hour. */
export function defaultScenario({ spec }: { readonly spec: PodSpec }): Scenario {
  const restartPolicy = spec.restartPolicy ?? 'Always';
  const runs = allContainers(spec).map(
    ({ name, role }) => [name, [defaultRun(role, restartPolicy)]] as const,
  );
  return {
    until: LONGEST_MS,
    pod: POD_DEFAULT,
    kubelet: KUBELET_DEFAULT,
    containers: new Map(runs),
    interventions: new Map(),
    expect: {},
  };
}
