import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  codegenSchema,
  diffSchema,
  explainSchema,
  migrateSchema,
  resourcesSchema,
  simulateSchema,
  validateSchema,
} from './contract.ts';
import { outrider } from './run-outrider.ts';

interface Case {
  readonly command: string;
  readonly schema: z.ZodType;
  readonly exitCode: number;
}

const CASES: readonly Case[] = [
  { command: 'validate -o json web.yaml', schema: validateSchema, exitCode: 0 },
  {
    command: 'validate -o json refused.yaml broken-probe.yaml advice.yaml',
    schema: validateSchema,
    exitCode: 1,
  },
  { command: 'validate -o json --only rules refused.yaml', schema: validateSchema, exitCode: 0 },
  { command: 'validate -o json web.yaml broken.yaml missing.yaml', schema: validateSchema, exitCode: 2 },
  { command: 'resources -o json web.yaml overhead.yaml', schema: resourcesSchema, exitCode: 0 },
  { command: 'resources -o json broken.yaml', schema: resourcesSchema, exitCode: 2 },
  {
    command: 'simulate -o json web.yaml overhead.yaml broken-probe.yaml',
    schema: simulateSchema,
    exitCode: 0,
  },
  { command: 'simulate -o json --timing node web.yaml', schema: simulateSchema, exitCode: 0 },
  { command: 'simulate -o json --scenario stop.scenario.yaml web.yaml', schema: simulateSchema, exitCode: 0 },
  {
    command: 'simulate -o json --scenario unmet.scenario.yaml web.yaml',
    schema: simulateSchema,
    exitCode: 1,
  },
  { command: 'simulate -o json --scenario bad.scenario.yaml web.yaml', schema: simulateSchema, exitCode: 2 },
  {
    command: 'simulate -o json --scenario missing.yaml web.yaml broken.yaml',
    schema: simulateSchema,
    exitCode: 2,
  },
  { command: 'migrate -o json migrate', schema: migrateSchema, exitCode: 0 },
  { command: 'migrate -o json --check --probable migrate/shop.yaml', schema: migrateSchema, exitCode: 1 },
  { command: 'migrate -o json migrate broken.yaml missing.yaml', schema: migrateSchema, exitCode: 2 },
  { command: 'codegen -o json web.yaml live.yaml', schema: codegenSchema, exitCode: 0 },
  { command: 'codegen -o json web.yaml broken.yaml missing.yaml', schema: codegenSchema, exitCode: 2 },
  { command: 'explain -o json live-pods', schema: explainSchema, exitCode: 0 },
  { command: 'explain -o json --fail-on error live-pods/several.yaml', schema: explainSchema, exitCode: 1 },
  {
    command: 'explain -o json live-pods/startup.yaml web.yaml broken.yaml',
    schema: explainSchema,
    exitCode: 2,
  },
  { command: 'diff -o json change/before change/after', schema: diffSchema, exitCode: 0 },
  { command: 'diff -o json missing change/after', schema: diffSchema, exitCode: 2 },
];

describe('standard output with -o json is one JSON object of the contract, whatever the exit code', () => {
  it.each(CASES)('$command → $exitCode', ({ command, schema, exitCode }) => {
    const result = outrider(command.split(' '));
    expect(result.stderr).toBe('');
    expect(schema.safeParse(JSON.parse(result.stdout)).error?.issues ?? []).toEqual([]);
    expect(result.exitCode).toBe(exitCode);
  });
});
