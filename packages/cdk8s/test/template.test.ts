import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * The packed tarballs of core and cdk8s in the project that `cdk8s init typescript-app` makes, with everything from
 * the registry: jest, ts-jest, ts-node, TypeScript 5.9, cdk8s, constructs. Two things differ from that project: it has
 * no cdk8s-plus (nothing here needs it), and `cdk8s synth` is the workspace's own cdk8s-cli, the one the template was
 * copied from, which is the larger half of the installation.
 */
const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packages = ['core', 'report', 'cdk8s'];
const folderOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const packageOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(join(packageOf(name), 'package.json'), 'utf8')).version;
const template = join(packageOf('cdk8s-cli'), 'templates/typescript-app');
const app = mkdtempSync(join(tmpdir(), 'outrider-template-'));
const inApp = (command: string, ...args: string[]) => run(command, args, { cwd: app });
const bin = (name: string): string => join(app, 'node_modules/.bin', name);

const CONFIGURATION = `
language: typescript
app: npx ts-node main.ts
validations:
  - package: ./node_modules/@outrider/cdk8s
    class: SidecarValidation
    version: 0.0.0
    properties: { target: "1.30" }
`;

async function pack(name: string): Promise<[string, string]> {
  // What is installed is not this test's business; a question of pnpm's about it would wait for ever.
  const args = ['--config.verify-deps-before-run=false', 'pack', '--json', '--pack-destination', app];
  const { stdout } = await run('pnpm', args, { cwd: folderOf(name), env: { ...process.env, CI: 'true' } });
  return [`@outrider/${name}`, `file:${JSON.parse(stdout).filename}`];
}

beforeAll(async () => {
  for (const file of ['tsconfig.json', 'jest.config.js']) cpSync(join(template, file), join(app, file));
  cpSync(fileURLToPath(new URL('app', import.meta.url)), app, { recursive: true });
  const { devDependencies } = JSON.parse(readFileSync(join(template, 'package.json'), 'utf8'));
  const { 'cdk8s-cli': _, ...tools } = devDependencies;
  const dependencies = {
    cdk8s: versionOf('cdk8s'),
    constructs: versionOf('constructs'),
    ...Object.fromEntries(await Promise.all(packages.map(pack))),
  };
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ private: true, dependencies, devDependencies: tools }),
  );
  writeFileSync(join(app, 'cdk8s.yaml'), CONFIGURATION);
  await inApp('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline');
}, 240_000);

afterAll(() => {
  rmSync(app, { recursive: true, force: true });
}, 60_000);

describe('in the project that `cdk8s init typescript-app` makes', {
  timeout: 240_000,
  concurrent: true,
}, () => {
  it('tsc checks the declarations, without skipLibCheck', async () => {
    await inApp(bin('tsc'), '--build');
  });

  it('jest loads the package', async () => {
    const { stderr } = await inApp(bin('jest'));
    expect(stderr).toContain('1 passed, 1 total');
  });

  it('cdk8s synth runs it through ts-node, and the validation plugin on what it wrote', async () => {
    const cdk8s = join(packageOf('cdk8s-cli'), 'bin/cdk8s');
    const { stdout, stderr } = await inApp(process.execPath, cdk8s, 'synth', '--check-upgrade=false');
    expect(stdout + stderr).toMatch(/Kubernetes\s*│\s*1\.30/);
    const manifest = readFileSync(join(app, 'dist/template.k8s.yaml'), 'utf8');
    expect(manifest.match(/restartPolicy: Always/g)).toHaveLength(5);
  });
});
