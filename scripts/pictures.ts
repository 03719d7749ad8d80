/** Draws the pictures of the READMEs: `pnpm pictures`, after a build. A test holds them to what the CLI draws. */
import { spawnSync } from 'node:child_process';

const root = new URL('..', import.meta.url).pathname;

/** Picture → the command line that draws it, without `-o`. */
export const PICTURES: Readonly<Record<string, readonly string[]>> = {
  'job.svg': ['simulate', 'examples/job/expected/report.k8s.yaml'],
  'stop.svg': [
    'simulate',
    '--scenario',
    'examples/manifests/stop.scenario.yaml',
    'examples/manifests/web.yaml',
  ],
};

if (import.meta.main) {
  for (const [name, args] of Object.entries(PICTURES)) {
    const line = ['packages/cli/dist/main.js', ...args, '-o', `svg=docs/pictures/${name}`];
    const { status, stderr } = spawnSync(process.execPath, line, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Cannot draw ${name}: ${stderr}`);
  }
}
