/**
 * How long the Action's bundle takes for a pull request that changes every workload, whole process and git included,
 * as a ratio to a process in which `js-yaml` alone reads the same text of both sides. Budget: 2,000 workloads within
 * 10 s. Run after `pnpm build`: `pnpm exec node bench/action.ts [workloads]`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workloads = Number(process.argv[2] ?? 2000);
const PER_FILE = 100;
const ROUNDS = 3;
const bundle = fileURLToPath(new URL('../apps/action/dist/index.cjs', import.meta.url));
const yaml = createRequire(new URL('../packages/core/package.json', import.meta.url)).resolve('js-yaml');

const envoy = (cpu: number): string =>
  `name: envoy, image: 'envoy:1', resources: {requests: {cpu: ${cpu}m, memory: 64Mi}}`;
const probe =
  'restartPolicy: Always, startupProbe: {periodSeconds: 1, failureThreshold: 30, tcpSocket: {port: 15021}}';

/** The base has a legacy sidecar, the head a native one; each asks for something else. */
const workload = (index: number, side: 'base' | 'head'): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: w${index}, namespace: ns${index % 10}}
spec:
  replicas: ${1 + (index % 5)}
  selector: {matchLabels: {app: w${index}}}
  template:
    metadata: {labels: {app: w${index}}}
    spec:
      ${side === 'head' ? `initContainers: [{${envoy(200 + (index % 7))}, ${probe}}]` : 'restartPolicy: Always'}
      containers:
        - {name: app, image: 'app:${index % 3}', resources: {requests: {cpu: 500m, memory: 64Mi}}}
        ${side === 'base' ? `- {${envoy(200)}}` : ''}
`;

const root = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
const work = join(root, 'work');
mkdirSync(join(work, 'deploy'), { recursive: true });
const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.test',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.test',
};
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: work, encoding: 'utf8', env: { ...process.env, ...identity } }).trim();

function commit(side: 'base' | 'head'): string {
  for (let file = 0; file * PER_FILE < workloads; file += 1) {
    const size = Math.min(PER_FILE, workloads - file * PER_FILE);
    const all = Array.from({ length: size }, (_, index) => workload(file * PER_FILE + index, side));
    writeFileSync(join(work, 'deploy', `${file}.yaml`), all.join(''));
    writeFileSync(join(root, `${side}-${file}.yaml`), all.join(''));
  }
  git('add', '--all');
  git('commit', '--quiet', '-m', side);
  return git('rev-parse', 'HEAD');
}

git('init', '--quiet', '--initial-branch=main');
const base = commit('base');
git('checkout', '--quiet', '-b', 'feature');
const head = commit('head');
git('checkout', '--quiet', '--detach', base);
git('merge', '--quiet', '--no-ff', '--no-edit', head);
const event = { pull_request: { number: 7, head: { sha: head }, base: { sha: base } } };
writeFileSync(join(root, 'event.json'), JSON.stringify(event));
writeFileSync(
  join(root, 'read.cjs'),
  `
const { readdirSync, readFileSync } = require('node:fs');
const { loadAll } = require(${JSON.stringify(yaml)});
for (const file of readdirSync('..')) if (file.endsWith('.yaml')) loadAll(readFileSync('../' + file, 'utf8'));
`,
);

const env = {
  PATH: process.env['PATH'] ?? '',
  GITHUB_WORKSPACE: work,
  RUNNER_TEMP: root,
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: join(root, 'event.json'),
  GITHUB_REPOSITORY: 'acme/shop',
  INPUT_MANIFESTS: 'deploy',
  'INPUT_FAIL-ON': 'never',
};

/** Seconds on the wall. */
function measure(script: string): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: work, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
  return (performance.now() - start) / 1000;
}

/** Interleaved, so that a busy machine slows both alike. */
const rounds = Array.from({ length: ROUNDS }, () => ({
  read: measure(join(root, 'read.cjs')),
  action: measure(bundle),
}));
const least = (name: 'read' | 'action'): number => Math.min(...rounds.map((one) => one[name]));
rmSync(root, { recursive: true });
console.log(`${workloads} workloads, all changed, best of ${ROUNDS}`);
console.log(`js-yaml reads both sides   ${least('read').toFixed(2)} s`);
console.log(
  `the Action                 ${least('action').toFixed(2)} s  ${(least('action') / least('read')).toFixed(2)} × js-yaml`,
);
