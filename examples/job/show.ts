// What Outrider has to say of the Job that `cdk8s synth` wrote: the API server's verdict, the effective requests,
// and what happens when, drawn.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const outrider = path('../../packages/cli/dist/main.js');
const manifest = 'dist/report.k8s.yaml';

const run = (command: string): number => {
  console.log(`\n$ outrider ${command} ${manifest}\n`);
  return (
    spawnSync(process.execPath, [outrider, command, manifest], { cwd: path('.'), stdio: 'inherit' }).status ??
    1
  );
};

process.exitCode = Math.max(...['validate', 'resources', 'simulate'].map(run));
