import { readFileSync } from 'node:fs';
import {
  bindScenario,
  defaultScenario,
  readScenario,
  type ScenarioError,
  type ScenarioResult,
  type ScenarioText,
  type Workload,
} from '@outrider/core';
import { reasonOf } from '../input/cannot-read.ts';

/** How a workload's scenario is found: a file, held against each Pod, or the default of each. */
export interface ScenarioSource {
  readonly forPod: (workload: Workload) => ScenarioResult;
  /** What is wrong with the file itself. */
  readonly errors: readonly ScenarioError[];
}

/** The scenario that `--scenario` names; the default one without it. */
export function scenarioSource(file: string | undefined): ScenarioSource {
  if (file === undefined) {
    return { forPod: ({ pod }) => ({ scenario: defaultScenario(pod) }), errors: [] };
  }
  const text = readText(file);
  if (text.errors !== undefined) return { forPod: () => ({ errors: [] }), errors: text.errors };
  const { text: scenario } = text;
  return { forPod: ({ pod }) => bindScenario(scenario, pod), errors: [] };
}

type Read =
  | { readonly text: ScenarioText; readonly errors?: undefined }
  | { readonly text?: undefined; readonly errors: readonly ScenarioError[] };

function readText(file: string): Read {
  try {
    return readScenario(file, readFileSync(file, 'utf8'));
  } catch (error) {
    return { errors: [{ file, line: 1, column: 1, path: '', message: reasonOf(error) }] };
  }
}
