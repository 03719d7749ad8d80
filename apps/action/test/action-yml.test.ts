import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { INPUT_NAMES } from '../src/inputs/diff-inputs.ts';
import { actionYml, readYaml } from './action-yml.ts';
import { withTables } from './tables.ts';

const root = new URL('../../../', import.meta.url);

describe('action.yml', () => {
  it('keeps the rules of the Marketplace', () => {
    expect(actionYml.description.length).toBeLessThan(125);
    expect(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(
      actionYml.branding.color,
    );
    // A Feather icon, and none of those that GitHub leaves out.
    expect(actionYml.branding.icon).toBe('git-pull-request');
  });

  it('runs the bundle with a Node that runners have', () => {
    expect(actionYml.runs.using).toBe('node24');
    expect(existsSync(new URL(actionYml.runs.main, root))).toBe(true);
  });

  it('has the inputs that the code reads', () => {
    expect(Object.keys(actionYml.inputs).sort()).toEqual([...INPUT_NAMES].sort());
  });

  it('has the outputs that the code sets', () => {
    const sources = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8'))
      .join('\n');
    for (const name of Object.keys(actionYml.outputs)) {
      expect(sources, name).toMatch(new RegExp(`[{\\s]'?${name}'?:`));
    }
  });
});

it('README has the tables of action.yml (vitest -u writes them)', async () => {
  const file = new URL('../README.md', import.meta.url);
  await expect(withTables(readFileSync(file, 'utf8'))).toMatchFileSnapshot(fileURLToPath(file));
});

const Workflow = z.object({
  on: z.unknown(),
  permissions: z.record(z.string(), z.string()).optional(),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.string()).optional(),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});

const workflows = [
  'examples/workflow/outrider.yml',
  'examples/workflow/outrider-rendered.yml',
  '.github/workflows/outrider.yml',
];

describe.each(workflows)('%s', (path) => {
  const workflow = Workflow.parse(readYaml(new URL(path, root)));
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const ours = steps.filter(({ uses }) => uses === './' || uses?.startsWith('OWNER/outrider@'));

  it('uses the Action with inputs that it has, and all that are required', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const { with: inputs = {} } of ours) {
      expect(Object.keys(inputs).filter((name) => !(name in actionYml.inputs))).toEqual([]);
      const required = Object.entries(actionYml.inputs).filter(([, input]) => input.required);
      for (const [name] of required) expect(inputs).toHaveProperty(name);
    }
  });

  it('asks for no more rights than it needs, and puts no expression into a script', () => {
    for (const { permissions } of [workflow, ...jobs]) {
      if (permissions !== undefined) {
        expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
      }
    }
    expect(workflow.permissions ?? jobs[0]?.permissions).toBeDefined();
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    for (const { uses, with: inputs } of steps) {
      if (uses?.startsWith('actions/checkout@'))
        expect(inputs).toMatchObject({ 'persist-credentials': false });
    }
  });
});
