import type { Run, Scenario, ScenarioFile } from '@outrider/core';
import type { Simulation } from '@outrider/report';
import type { IConstruct } from 'constructs';
import { inText } from './explain.ts';
import { reports, wholeCore } from './lazily.ts';
import { type Modelled, modelOf } from './model.ts';
import { workloadsIn } from './pod-path.ts';

/** What the outside world does: the `spec` of a scenario file. What is left out works, and nothing is deleted. */
export type ScenarioSpec = NonNullable<ScenarioFile['spec']>;

/** One life of a workload's Pod. As a text (`String(simulated)`) it is drawn for people. */
export interface Simulated {
  /** Every event, and how the Pod ends or goes on. */
  readonly run: Run;
  /** The scenario in words. */
  readonly assumed: readonly string[];
  /** What the scenario expects and the run did not bring, one sentence each. */
  readonly unmet: readonly string[];
  toString(): string;
}

/**
 * Plays the life of every workload's Pod in a construct.
 *
 * @throws RangeError if the scenario does not fit a Pod
 */
export const simulate = (scope: IConstruct, scenario: ScenarioSpec = {}): readonly Simulated[] =>
  workloadsIn(scope).map((object) => simulatedOf(modelOf(object), scenario));

export function simulatedOf({ workload, release }: Modelled, spec: ScenarioSpec): Simulated {
  const core = wholeCore();
  const { pod, source } = workload;
  const scenario = scenarioOf(spec, pod);
  const job = core.jobOf(workload, release);
  const kubelet = core.kubeletReleaseOf(release.version);
  const run = core.simulate({ pod, scenario, release, kubelet, ...(job !== undefined && { job }) });
  const simulation: Simulation = {
    source,
    release,
    kubelet,
    pod,
    scenario: core.scenarioJson(scenario),
    assumed: reports().scenarioWords(scenario, pod.spec),
    unmet: core.unmetExpectations(scenario.expect, run),
    run,
  };
  const { assumed, unmet } = simulation;
  return { run, assumed, unmet, toString: () => reports().simulateText([simulation], inText()) };
}

/** Read as a file would be, so that what JavaScript gets past the compiler is refused in the same words. */
function scenarioOf(
  spec: ScenarioSpec,
  pod: Parameters<typeof import('@outrider/core')['bindScenario']>[1],
): Scenario {
  const { readScenario, bindScenario } = wholeCore();
  const read = readScenario('scenario', JSON.stringify({ spec }));
  const bound = read.text === undefined ? read : bindScenario(read.text, pod);
  if ('scenario' in bound && bound.scenario !== undefined) return bound.scenario;
  const errors = (bound.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
  throw new RangeError(`Cannot simulate: ${errors.join('; ')}`);
}
