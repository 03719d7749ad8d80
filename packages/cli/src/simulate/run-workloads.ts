import {
  type Inventory,
  jobOf,
  type KubeletRelease,
  type ScenarioError,
  type SimulateInput,
  scenarioJson,
  simulate,
  type Timing,
  type Unreadable,
  unmetExpectations,
  type Workload,
} from '@outrider/core';
import { type Simulation, scenarioWords } from '@outrider/report';
import type { ScenarioSource } from './scenario-of.ts';

export interface Simulations {
  readonly simulations: readonly Simulation[];
  /** What of the scenario fits no Pod, in the form of a text that cannot be read. */
  readonly unreadable: readonly Unreadable[];
}

/** Runs every workload of an analysis under its scenario. */
export function runWorkloads(
  { workloads, release }: Inventory,
  kubelet: KubeletRelease,
  source: ScenarioSource,
  timing: Timing,
): Simulations {
  const parts = workloads.map(({ workload }) => runWorkload(workload, { release, kubelet, timing }, source));
  return {
    simulations: parts.flatMap(({ simulations }) => simulations),
    unreadable: [
      ...source.errors.map((error) => unreadable(error)),
      ...parts.flatMap((part) => part.unreadable),
    ],
  };
}

function runWorkload(
  workload: Workload,
  node: Pick<SimulateInput, 'release' | 'timing'> & { readonly kubelet: KubeletRelease },
  { forPod }: ScenarioSource,
): Simulations {
  const { scenario, errors } = forPod(workload);
  if (scenario === undefined) {
    const { kind, name } = workload.source;
    return { simulations: [], unreadable: errors.map((error) => unreadable(error, `${kind}/${name}: `)) };
  }
  const { pod, source } = workload;
  const { release, kubelet } = node;
  const job = jobOf(workload, release);
  const run = simulate({ pod, scenario, ...node, ...(job !== undefined && { job }) });
  const simulation: Simulation = {
    source,
    release,
    kubelet,
    pod,
    scenario: scenarioJson(scenario),
    assumed: scenarioWords(scenario, pod.spec),
    unmet: unmetExpectations(scenario.expect, run),
    run,
  };
  return { simulations: [simulation], unreadable: [] };
}

const unreadable = ({ file, line, column, message }: ScenarioError, about = ''): Unreadable => ({
  file,
  document: 0,
  line,
  column,
  message: about + message,
});
