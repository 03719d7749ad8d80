import { defaultScenario, type ScenarioError, type ScenarioResult, type Workload } from '@outrider/core';

/** How a workload's scenario is found: a file, held against each Pod, or the default of each. */
export interface ScenarioSource {
  readonly forPod: (workload: Workload) => ScenarioResult;
  /** What is wrong with the file itself. */
  readonly errors: readonly ScenarioError[];
}

/** The scenario that `--scenario` names; the default one without it. Reading files needs zod, loaded on demand. */
export async function scenarioSource(file: string | undefined): Promise<ScenarioSource> {
  if (file === undefined) {
    return { forPod: ({ pod }) => ({ scenario: defaultScenario(pod) }), errors: [] };
  }
  const { scenarioFromFile } = await import('./scenario-from-file.ts');
  return scenarioFromFile(file);
}
