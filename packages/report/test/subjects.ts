import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  analyze,
  bindScenario,
  defaultScenario,
  jobOf,
  type Release,
  readScenario,
  releaseOf,
  type Scenario,
  shutdownBudget,
  simulate,
  startupBudget,
  type Workload,
  whatIf,
} from '@outrider/core';
import { scenarioWords } from '../src/scenario-words.ts';
import type { Simulation } from '../src/simulate.ts';
import type { WhatIfReport } from '../src/what-if-text.ts';

/** A Pod to be looked at, and what happens to it. */
export interface Subject {
  readonly name: string;
  readonly workload: Workload;
  readonly scenario: Scenario;
}

const folder = new URL('./fixtures/subjects/', import.meta.url);
const readmeJob = new URL('../../../examples/job/expected/report.k8s.yaml', import.meta.url);

/** The Job of the README, a drain that runs out of grace, a crash loop, and Pods that others wrote. */
export const SUBJECTS: readonly Subject[] = [
  subject('readme-job', readmeJob),
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.scenario.yaml'))
    .map((file) => subject(file.replace('.yaml', ''), new URL(file, folder))),
];

function subject(name: string, file: URL): Subject {
  const text = readFileSync(file, 'utf8');
  const { workloads } = analyze([{ file: `${name}.yaml`, text }], releaseOf('1.36'), { rules: [] });
  const [first] = workloads;
  if (first === undefined) throw new Error(`${name} has no workload`);
  return { name, workload: first.workload, scenario: scenarioFor(name, first.workload) };
}

function scenarioFor(name: string, { pod }: Workload): Scenario {
  const file = new URL(`${name}.scenario.yaml`, folder);
  if (!existsSync(file)) return defaultScenario(pod);
  const { text } = readScenario(file.pathname, readFileSync(file, 'utf8'));
  const bound = text === undefined ? undefined : bindScenario(text, pod).scenario;
  if (bound === undefined) throw new Error(`The scenario of ${name} cannot be read`);
  return bound;
}

export function simulationOf(
  { workload, scenario }: Subject,
  release: Release = releaseOf('1.36'),
): Simulation {
  const { pod, source } = workload;
  const job = jobOf(workload, release);
  return {
    source,
    release,
    kubelet: release,
    pod,
    scenario: {},
    assumed: scenarioWords(scenario, pod.spec),
    unmet: [],
    run: simulate({ pod, scenario, release, ...(job && { job }) }),
  };
}

export function whatIfOf({ workload }: Subject, release: Release = releaseOf('1.36')): WhatIfReport {
  const { pod, source } = workload;
  const job = jobOf(workload, release);
  return {
    source,
    release,
    startup: startupBudget(pod.spec),
    shutdown: shutdownBudget(pod.spec, release),
    answers: whatIf({ pod, release, ...(job && { job }) }),
  };
}
