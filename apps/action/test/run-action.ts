import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Tree, writeTree } from './git/forge.ts';
import { TOKEN } from './github/server.ts';

/** The workspace's Node 24, as the runner has it; CI may take it away to try another one. */
const ownNode = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const node = existsSync(ownNode) ? ownNode : process.execPath;
const bundleOf = (name: string): string => fileURLToPath(new URL(`../dist/${name}.cjs`, import.meta.url));

export const HEAD_SHA = '3f9c2ab81d5e0000000000000000000000000000';
export const BASE_SHA = '91d04fe6a2b00000000000000000000000000000';

export interface RunOptions {
  /** Files of the workspace; `setUp` may make it in another way. */
  readonly files?: Tree;
  readonly setUp?: (workspace: string, temporary: string) => void;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: object;
  readonly eventName?: string;
  readonly apiUrl?: string;
  readonly run?: string;
  /** `index` compares, `comment` comments a report. */
  readonly action?: 'index' | 'comment';
}

export interface Ran {
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly temporary: string;
  readonly seconds: number;
}

export const pullRequestEvent = (headSha: string = HEAD_SHA, baseSha: string = BASE_SHA): object => ({
  action: 'synchronize',
  pull_request: {
    number: 7,
    head: { sha: headSha, repo: { full_name: 'acme/shop' } },
    base: { sha: baseSha },
  },
  repository: { default_branch: 'main' },
});

/** Runs the bundle as the runner does: in a process of its own, with nothing inherited but PATH. */
export async function runAction(options: RunOptions): Promise<Ran> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'outrider-action-')));
  const [workspace, temporary] = [join(root, 'work'), join(root, 'temp')];
  mkdirSync(workspace);
  mkdirSync(temporary);
  writeTree(workspace, options.files ?? {});
  options.setUp?.(workspace, temporary);
  const paths = {
    event: join(root, 'event.json'),
    output: join(root, 'output'),
    summary: join(root, 'summary'),
  };
  writeFileSync(paths.event, JSON.stringify(options.event ?? pullRequestEvent()));
  writeFileSync(paths.output, '');
  writeFileSync(paths.summary, '');
  const started = performance.now();
  const { exitCode, log } = await start(bundleOf(options.action ?? 'index'), workspace, {
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    GITHUB_EVENT_NAME: options.eventName ?? 'pull_request',
    GITHUB_EVENT_PATH: paths.event,
    GITHUB_OUTPUT: paths.output,
    GITHUB_STEP_SUMMARY: paths.summary,
    GITHUB_API_URL: options.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_SERVER_URL: 'https://github.example.test',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '4411',
    GITHUB_RUN_NUMBER: options.run ?? '412',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'Outrider',
    GITHUB_JOB: 'diff',
    GITHUB_SHA: 'merge0000000',
    ...inputVariables({ 'github-token': TOKEN, ...options.inputs }),
    ...options.env,
  });
  return {
    exitCode,
    log,
    workspace,
    temporary,
    seconds: (performance.now() - started) / 1000,
    summary: readFileSync(paths.summary, 'utf8'),
    outputs: parseOutputs(readFileSync(paths.output, 'utf8')),
  };
}

const inputVariables = (inputs: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));

function start(
  bundle: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ exitCode: number; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bundle], { cwd, env: { PATH: process.env['PATH'] ?? '', ...env } });
    let log = '';
    child.stdout.on('data', (chunk) => {
      log += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      log += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, log }));
  });
}

/** `name<<delimiter`, the value, the delimiter: what `core.setOutput` writes. */
function parseOutputs(text: string): Record<string, string> {
  const matches = text.matchAll(/^([\w-]+)<<(ghadelimiter_\S+)\r?\n([\s\S]*?)\r?\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}
