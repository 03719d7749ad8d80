import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configJsonSchema, scenarioJsonSchema } from '@outrider/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import manifest from '../package.json' with { type: 'json' };
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

const folder = fileURLToPath(new URL('../schemas/', import.meta.url));

const ofOutput = (command: string, contract: z.ZodType): object => ({
  title: `outrider ${command} -o json`,
  ...z.toJSONSchema(contract),
});

/** What the package publishes, made of the contract that the commands are tested against. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'validate.schema.json': ofOutput('validate', validateSchema),
  'resources.schema.json': ofOutput('resources', resourcesSchema),
  'simulate.schema.json': ofOutput('simulate', simulateSchema),
  'diff.schema.json': ofOutput('diff', diffSchema),
  'explain.schema.json': ofOutput('explain', explainSchema),
  'migrate.schema.json': ofOutput('migrate', migrateSchema),
  'codegen.schema.json': ofOutput('codegen', codegenSchema),
  'scenario.schema.json': scenarioJsonSchema(),
  'config.schema.json': configJsonSchema(),
};

const checkerOf = (name: string) =>
  new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(`${folder}${name}`, 'utf8')),
  );

describe('packages/cli/schemas (vitest run -u writes them anew)', () => {
  it.each(Object.entries(SCHEMAS))('%s is what the contract says', async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`${folder}${name}`);
  });

  it('are published, all of them and nothing else', () => {
    expect(manifest.files).toContain('schemas');
    expect(globSync('*', { cwd: folder }).toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
  });

  it.each([
    ['validate', 'validate -o json refused.yaml broken.yaml missing.yaml advice.yaml'],
    ['resources', 'resources -o json web.yaml overhead.yaml broken.yaml'],
    ['simulate', 'simulate -o json --scenario stop.scenario.yaml web.yaml'],
    ['simulate', 'simulate -o json --scenario bad.scenario.yaml web.yaml'],
    ['diff', 'diff -o json change/before change/after'],
    ['explain', 'explain -o json live-pods web.yaml broken.yaml'],
    ['migrate', 'migrate -o json --probable migrate broken.yaml'],
    ['codegen', 'codegen -o json web.yaml advice.yaml broken.yaml'],
  ])('%s.schema.json takes what "outrider %s" prints, and not another command', (name, command) => {
    const output = JSON.parse(outrider(command.split(' ')).stdout);
    const check = checkerOf(`${name}.schema.json`);
    check(output);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...output, command: 'other' })).toBe(false);
  });

  it('scenario.schema.json takes a scenario, and no misspelt field', () => {
    const scenario = {
      apiVersion: 'outrider.dev/v1alpha1',
      kind: 'Scenario',
      spec: {
        pod: { deleteAt: '60s' },
        containers: { app: { onSigterm: { exitsAfter: '2s', exitCode: 0 } } },
      },
    };
    const check = checkerOf('scenario.schema.json');
    check(scenario);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...scenario, spec: { pod: { deletAt: '60s' } } })).toBe(false);
  });
});
