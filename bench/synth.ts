/**
 * What `cdk8s synth` of 500 Deployments with three sidecars each costs when they are written with the builder, checks
 * included, as a ratio to the same objects as plain `ApiObject`s in the same run. Budget: 1.1 for `cdk8s synth`. Run
 * after `pnpm build`: `pnpm exec node bench/synth.ts [rounds]`. Processor time is what a busy machine leaves as it is;
 * bash tells that of `cdk8s synth` with all that it starts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 10);
// Beside an app that has the packages.
const folder = fileURLToPath(new URL('../examples/job/.bench/', import.meta.url));
const cli = fileURLToPath(new URL('../examples/job/node_modules/cdk8s-cli/bin/cdk8s', import.meta.url));

const END = `
const start = process.cpuUsage();
app.synth();
const { user, system } = process.cpuUsage(start);
console.error(JSON.stringify({ synth: (user + system) / 1000, app: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000 }));
`;

const APPS = {
  plain: `import { ApiObject, App, Chart } from 'cdk8s';
const app = new App();
const chart = new Chart(app, 'bench');
const one = (name, port) => ({
  name, image: \`example.com/\${name}:1\`, restartPolicy: 'Always', args: ['--listen', '0.0.0.0'],
  ports: [{ name, containerPort: port }],
  startupProbe: { httpGet: { path: '/ready', port: name }, periodSeconds: 1, failureThreshold: 30 },
  readinessProbe: { httpGet: { path: '/ready', port: name } },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  env: [{ name: 'LEVEL', value: 'info' }],
});
for (let index = 0; index < 500; index += 1) {
  const labels = { app: \`app-\${index}\` };
  const initContainers = [one('proxy', 8080), one('logs', 8081), one('agent', 8082)];
  const containers = [{
    name: 'app', image: \`example.com/app:\${index}\`, ports: [{ name: 'web', containerPort: 3000 }],
    resources: { requests: { cpu: \`\${100 + index}m\`, memory: '256Mi' }, limits: { memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/', port: 'web' } },
  }];
  const template = { metadata: { labels }, spec: { initContainers, containers } };
  const spec = { replicas: 3, selector: { matchLabels: { ...labels } }, template };
  new ApiObject(chart, \`app-\${index}\`, { apiVersion: 'apps/v1', kind: 'Deployment', spec });
}
`,
  builder: `import { pod, sidecar } from '@outrider/cdk8s';
import { App, Chart } from 'cdk8s';
const app = new App();
const chart = new Chart(app, 'bench');
const one = (name, port) => sidecar(name, \`example.com/\${name}:1\`)
  .args('--listen', '0.0.0.0').ports({ [name]: port })
  .startup({ http: '/ready', port: name, periodSeconds: 1, failureThreshold: 30 })
  .readiness({ http: '/ready', port: name })
  .cpu('50m').memory('64Mi', { limit: '128Mi' }).env({ LEVEL: 'info' });
for (let index = 0; index < 500; index += 1) {
  pod({ target: '1.33', labels: { app: \`app-\${index}\` } })
    .sidecar(one('proxy', 8080)).sidecar(one('logs', 8081)).sidecar(one('agent', 8082))
    .container('app', {
      image: \`example.com/app:\${index}\`, ports: { web: 3000 },
      cpu: \`\${100 + index}m\`, memory: '256Mi', memoryLimit: '256Mi', readiness: { http: '/', port: 'web' },
    })
    .deployment(chart, \`app-\${index}\`, { replicas: 3 });
}
`,
} as const;
type Name = keyof typeof APPS;
const names = Object.keys(APPS) as readonly Name[];

interface Costs {
  /** Processor time of `app.synth()`, and of the app as a whole. */
  readonly synth: number;
  readonly app: number;
  /** Wall and processor time of `cdk8s synth`. */
  readonly wall: number;
  readonly command: number;
}

function measure(name: Name): Costs {
  const app = `${process.execPath} ${name}.mjs`;
  const start = performance.now();
  const args = [cli, 'synth', '--check-upgrade=false', '--app', app, '--output', name];
  const { stderr, status } = spawnSync('bash', ['-c', 'time "$@"', 'synth', process.execPath, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TIMEFORMAT: '%U %S' },
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(stderr);
  const [costs = '', times = ''] = stderr.trim().split('\n');
  const [user = 0, system = 0] = times.split(' ').map(Number);
  return { ...(JSON.parse(costs) as Pick<Costs, 'synth' | 'app'>), wall, command: (user + system) * 1000 };
}

mkdirSync(folder, { recursive: true });
for (const name of names) writeFileSync(join(folder, `${name}.mjs`), APPS[name] + END);
// Interleaved, so that a busy machine slows both alike; the minimum is the least disturbed run.
const runs = Array.from({ length: rounds }, () => ({ plain: measure('plain'), builder: measure('builder') }));
const manifest = (name: Name): string => readFileSync(join(folder, name, 'bench.k8s.yaml'), 'utf8');
if (manifest('plain') !== manifest('builder')) throw new Error('The two apps do not write the same');
const least = (name: Name, what: keyof Costs): number => Math.min(...runs.map((run) => run[name][what]));
const row = (what: keyof Costs, text: string): void => {
  const ratio = (least('builder', what) / least('plain', what)).toFixed(2);
  const ms = `${least('builder', what).toFixed(0).padStart(5)} ms, plain ${least('plain', what).toFixed(0).padStart(5)} ms`;
  console.log(`${text.padEnd(36)} ${ms}: ${ratio} × plain`);
};
row('command', 'cdk8s synth, processor (budget 1.1)');
row('wall', 'cdk8s synth, wall');
row('app', 'the app, processor');
row('synth', 'app.synth() alone, processor');
rmSync(folder, { recursive: true });
