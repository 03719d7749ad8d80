import type { z } from 'zod';
import type { OwnFile, OwnFileError, OwnFileResult } from '../../own-file/own-file.ts';
import { type OwnFormat, readOwnFile } from '../../own-file/read-own-file.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { SCENARIO_SCHEMA } from './scenario-schema.ts';

/** Something wrong in a scenario file, with its place; lines and columns count from 1. */
export type ScenarioError = OwnFileError;

/** A readable scenario file, not yet held against a Pod. */
export type ScenarioText = OwnFile<ScenarioFile>;

export type ScenarioTextResult = OwnFileResult<ScenarioFile>;

const FORMAT: OwnFormat<ScenarioFile> = { name: 'A scenario file', schema: SCENARIO_SCHEMA, messageOf };

/** Reads a scenario file. Never throws: what is wrong is in `errors`, each with its line and column. */
export const readScenario = (file: string, source: string): ScenarioTextResult =>
  readOwnFile(file, source, FORMAT);

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_format' || issue.code === 'invalid_union') {
    return 'Expected a duration such as 500ms, 3s, 4.5s, 2m, 1h, forever or never';
  }
  return issue.message;
}
