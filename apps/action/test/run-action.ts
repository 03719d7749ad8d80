import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOKEN } from './github-server.ts';

/** The workspace's Node 24, as the runner has it; CI may take it away to try another one. */
const ownNode = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const node = existsSync(ownNode) ? ownNode : process.execPath;
const bundle = fileURLToPath(new URL('../dist/index.cjs', import.meta.url));

export const HEAD_SHA = '3f9c2ab81d5e0000000000000000000000000000';
export const BASE_SHA = '91d04fe6a2b00000000000000000000000000000';

export interface RunOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: object;
  readonly apiUrl?: string;
  readonly run?: string;
}

export interface Ran {
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly workspace: string;
}

export const pullRequestEvent = (headSha: string = HEAD_SHA): object => ({
  action: 'synchronize',
  pull_request: { number: 7, head: { sha: headSha }, base: { sha: BASE_SHA } },
});

/** Runs the committed bundle as the runner does: in a process of its own, with nothing inherited. */
export async function runAction(options: RunOptions): Promise<Ran> {
  const root = mkdtempSync(join(tmpdir(), 'outrider-action-'));
  const workspace = join(root, 'work');
  const temporary = join(root, 'temp');
  mkdirSync(workspace);
  mkdirSync(temporary);
  for (const [file, text] of Object.entries(options.files)) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), text);
  }
  const paths = {
    event: join(root, 'event.json'),
    output: join(root, 'output'),
    summary: join(root, 'summary'),
  };
  writeFileSync(paths.event, JSON.stringify(options.event ?? pullRequestEvent()));
  writeFileSync(paths.output, '');
  writeFileSync(paths.summary, '');
  const { exitCode, log } = await start({
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
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
    ...inputVariables({ 'github-token': TOKEN, 'base-path': 'base', 'head-path': 'head', ...options.inputs }),
    ...options.env,
  });
  return {
    exitCode,
    log,
    workspace,
    summary: readFileSync(paths.summary, 'utf8'),
    outputs: parseOutputs(readFileSync(paths.output, 'utf8')),
  };
}

const inputVariables = (inputs: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));

function start(env: Record<string, string>): Promise<{ exitCode: number; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bundle], { env: { PATH: process.env['PATH'] ?? '', ...env } });
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
