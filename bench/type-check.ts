/**
 * How long TypeScript takes to check 500 Pods of three sidecars written with the builder, as a ratio to the same objects
 * as plain `ApiObject`s in the same run. Budget: 2 for the whole compiler. The sidecars have the same three names in
 * every Pod, as in life; a second row has 1,500 names, which is the most a builder that knows names can be made to do.
 * Run after `pnpm build`: `pnpm exec node bench/type-check.ts [rounds]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 3);
const PODS = 500;
// Beside an app that has the packages.
const folder = fileURLToPath(new URL('../examples/job/.bench/', import.meta.url));
const require = createRequire(new URL('../packages/cdk8s/package.json', import.meta.url));
const each = (write: (index: number) => string): string =>
  Array.from({ length: PODS }, (_, index) => write(index)).join('\n');

const builder = (
  suffix: (index: number) => string,
): string => `import { pod, sidecar } from '@outrider/cdk8s';
import { App, Chart } from 'cdk8s';
const chart = new Chart(new App(), 'bench');
${each((index) => {
  const one = (name: string): string => `sidecar('${name}${suffix(index)}', 'example.com/${name}:1')
    .args('--listen', '0.0.0.0').ports({ ${name}: 8080 })
    .startup({ http: '/ready', port: '${name}', periodSeconds: 1, failureThreshold: 30 })
    .readiness({ http: '/ready', port: '${name}' })
    .cpu('${50 + index}m').memory('64Mi', { limit: '128Mi' }).env({ LEVEL: 'info' }).preStopSleep(5).hardened()`;
  return `pod({ target: '1.33' })
  .sidecar(${one('proxy')})
  .sidecar(${one('logs')})
  .sidecar(${one('agent')})
  .container('app', { image: 'example.com/app:${index}', ports: { web: 3000 } })
  .deployment(chart, 'app${index}', { replicas: 3 });`;
})}
`;

const plain = `import { ApiObject, App, Chart } from 'cdk8s';
const chart = new Chart(new App(), 'bench');
${each((index) => {
  const one = (
    name: string,
  ): string => `{ name: '${name}', image: 'example.com/${name}:1', restartPolicy: 'Always',
      args: ['--listen', '0.0.0.0'], ports: [{ name: '${name}', containerPort: 8080 }],
      startupProbe: { httpGet: { path: '/ready', port: '${name}' }, periodSeconds: 1, failureThreshold: 30 },
      readinessProbe: { httpGet: { path: '/ready', port: '${name}' } },
      resources: { requests: { cpu: '${50 + index}m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      env: [{ name: 'LEVEL', value: 'info' }], lifecycle: { preStop: { sleep: { seconds: 5 } } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true,
        runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }`;
  return `new ApiObject(chart, 'app${index}', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3,
  selector: { matchLabels: { app: 'app${index}' } }, template: { metadata: { labels: { app: 'app${index}' } },
  spec: { initContainers: [${one('proxy')}, ${one('logs')}, ${one('agent')}],
    containers: [{ name: 'app', image: 'example.com/app:${index}', ports: [{ name: 'web', containerPort: 3000 }] }] } } } });`;
})}
`;

const compilerOptions = {
  module: 'nodenext',
  target: 'es2022',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** Milliseconds of the whole compiler, and of its checker alone. */
function measure(compiler: string, name: string): { readonly total: number; readonly check: number } {
  const config = join(folder, `${name}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  const start = performance.now();
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', config, '--extendedDiagnostics'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout.slice(0, 2000));
  const check = /^Check time:\s+([\d.]+)s/m.exec(stdout)?.[1];
  return { total: performance.now() - start, check: Number(check) * 1000 };
}

const SOURCES = {
  plain,
  builder: builder(() => ''),
  'builder, 1500 names': builder(String),
} as const;
type Name = keyof typeof SOURCES;
const names = Object.keys(SOURCES) as readonly Name[];

mkdirSync(folder, { recursive: true });
for (const name of names) writeFileSync(join(folder, `${name}.ts`), SOURCES[name]);
for (const compiler of ['typescript-5', 'typescript']) {
  // Interleaved, so that a busy machine slows all alike; the minimum is the least disturbed run.
  const runs = Array.from(
    { length: rounds },
    () => new Map(names.map((name) => [name, measure(compiler, name)])),
  );
  const least = (name: Name, what: 'total' | 'check'): number =>
    Math.min(...runs.map((run) => run.get(name)?.[what] ?? 0));
  const { version }: { readonly version: string } = require(`${compiler}/package.json`);
  for (const name of names) {
    const cell = (what: 'total' | 'check'): string =>
      `${what} ${least(name, what).toFixed(0).padStart(5)} ms, ${(least(name, what) / least('plain', what)).toFixed(2)} × plain`;
    console.log(`TypeScript ${version.padEnd(6)} ${name.padEnd(20)} ${cell('total')}; ${cell('check')}`);
  }
}
rmSync(folder, { recursive: true });
