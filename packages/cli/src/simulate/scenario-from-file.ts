import { readFileSync } from 'node:fs';
import { bindScenario, readScenario, type ScenarioError, type ScenarioText } from '@outrider/core';
import { reasonOf } from '../input/cannot-read.ts';
import type { ScenarioSource } from './scenario-of.ts';

/** A scenario file, read once and held against each Pod. */
export function scenarioFromFile(file: string): ScenarioSource {
  const { text, errors } = readText(file);
  if (errors !== undefined) return { forPod: () => ({ errors: [] }), errors };
  return { forPod: ({ pod }) => bindScenario(text, pod), errors: [] };
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
