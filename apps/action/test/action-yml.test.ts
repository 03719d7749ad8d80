import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMENT_INPUT_NAMES } from '../src/inputs/comment-inputs.ts';
import { INPUT_NAMES } from '../src/inputs/diff-inputs.ts';
import { type ActionYml, actionYml, commentYml, readYaml } from './action-yml.ts';
import { withTables } from './tables.ts';

const root = new URL('../../../', import.meta.url);

const ACTIONS: readonly (readonly [file: string, yml: ActionYml, inputs: readonly string[]])[] = [
  ['action.yml', actionYml, INPUT_NAMES],
  ['comment/action.yml', commentYml, COMMENT_INPUT_NAMES],
];

/** What GitHub's Marketplace takes: https://docs.github.com/en/actions/reference/metadata-syntax-for-github-actions#branding */
const COLORS = ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'];
const ICONS = ['git-pull-request', 'message-square'];

describe.each(ACTIONS)('%s', (file, yml, inputs) => {
  it('keeps the rules of the Marketplace', () => {
    expect(yml.name.length).toBeGreaterThan(0);
    expect(yml.author).toBe('Outrider');
    expect(yml.description.length).toBeLessThan(125);
    expect(COLORS).toContain(yml.branding.color);
    // Feather icons, and none of those that GitHub leaves out.
    expect(ICONS).toContain(yml.branding.icon);
  });

  it('runs the bundle with a Node that runners have', () => {
    expect(yml.runs.using).toBe('node24');
    // The ending decides how Node reads it; with .js the nearest package.json would.
    expect(yml.runs.main).toMatch(/\.cjs$/);
    expect(existsSync(new URL(yml.runs.main, new URL(file, root)))).toBe(true);
  });

  it('has the inputs that the code reads', () => {
    expect(Object.keys(yml.inputs).sort()).toEqual([...inputs].sort());
  });

  it('requires only what has no default', () => {
    for (const { required = false, default: value } of Object.values(yml.inputs)) {
      expect(required && value !== undefined).toBe(false);
    }
  });

  it('has the outputs that the code sets', () => {
    const sources = globSync('**/*.ts', { cwd: new URL('../src/', import.meta.url) })
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8'))
      .join('\n');
    for (const name of Object.keys(yml.outputs)) {
      expect(sources, name).toMatch(new RegExp(`[{\\s]'?${name}'?:`));
    }
  });
});

it('only one action is in the root, as the Marketplace wants it, with a README', () => {
  expect(globSync('action.{yml,yaml}', { cwd: root })).toEqual(['action.yml']);
  expect(existsSync(new URL('README.md', root))).toBe(true);
});

it('README has the tables of both action.yml (vitest -u writes them)', async () => {
  const file = new URL('../README.md', import.meta.url);
  await expect(withTables(readFileSync(file, 'utf8'))).toMatchFileSnapshot(fileURLToPath(file));
});

const Workflow = z.object({
  on: z.unknown(),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.undefined().optional(),
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

const WRITES = { contents: 'read', 'pull-requests': 'write' };
/** Rights by workflow: no more than it needs. */
const WORKFLOWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'examples/workflow/outrider.yml': WRITES,
  'examples/workflow/outrider-rendered.yml': WRITES,
  'examples/workflow/outrider-forks.yml': { contents: 'read' },
  'examples/workflow/outrider-comment.yml': { actions: 'read', 'pull-requests': 'write' },
  '.github/workflows/outrider.yml': WRITES,
};

it('all example workflows are looked at', () => {
  const examples = globSync('examples/workflow/*.yml', { cwd: root });
  expect(examples.filter((file) => !(file in WORKFLOWS))).toEqual([]);
});

describe.each(Object.entries(WORKFLOWS))('%s', (path, rights) => {
  const workflow = Workflow.parse(readYaml(new URL(path, root)));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const using = (uses = ''): ActionYml | undefined => {
    if (uses === './' || uses.startsWith('OWNER/outrider@')) return actionYml;
    return uses.startsWith('OWNER/outrider/comment@') ? commentYml : undefined;
  };

  it('uses the Action with inputs that it has, and all that are required', () => {
    const ours = steps.flatMap(({ uses, with: inputs = {} }) => {
      const yml = using(uses);
      return yml === undefined ? [] : [{ yml, inputs }];
    });
    expect(ours.length).toBeGreaterThan(0);
    for (const { yml, inputs } of ours) {
      expect(Object.keys(inputs).filter((name) => !(name in yml.inputs))).toEqual([]);
      const required = Object.entries(yml.inputs).filter(([, input]) => input.required);
      for (const [name] of required) expect(inputs).toHaveProperty(name);
    }
  });

  it('asks for no more rights than it needs, and puts no expression into a script', () => {
    expect(workflow.permissions).toEqual(rights);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    for (const { uses, with: inputs } of steps) {
      if (uses?.startsWith('actions/checkout@'))
        expect(inputs).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('checks nothing out where the token may write although a stranger asked', () => {
    const text = readFileSync(new URL(path, root), 'utf8');
    if (!/workflow_run|pull_request_target|issue_comment/.test(JSON.stringify(workflow.on))) return;
    expect(text).not.toContain('actions/checkout@');
  });
});
