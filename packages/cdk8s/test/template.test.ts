import { type ExecFileOptions, execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * The packed tarballs of core, report and cdk8s in the project that `cdk8s init typescript-app` makes, with everything
 * from the registry: jest, ts-jest, ts-node, TypeScript 5.9, cdk8s, constructs. Two things differ from that project: it
 * has no cdk8s-plus (nothing here needs it), and `cdk8s synth` is the workspace's own cdk8s-cli, the one the template
 * was copied from, which is the larger half of the installation. Beside what the template has, tsx and TypeScript 7 are
 * there, and a folder whose files are ECMAScript modules.
 */
const start = promisify(execFile);

/** Runs a program; where it fails, its output says why. */
async function run(command: string, args: readonly string[], options: ExecFileOptions): Promise<Output> {
  try {
    const { stdout, stderr } = await start(command, args, options);
    return { stdout: String(stdout), stderr: String(stderr) };
  } catch (error) {
    const { message, stdout } = error as Error & Partial<Output>;
    throw new Error(`${message}\n${stdout ?? ''}`, { cause: error });
  }
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

const require = createRequire(import.meta.url);
const packages = ['core', 'report', 'cdk8s'];
const folderOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const packageOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(join(packageOf(name), 'package.json'), 'utf8')).version;
const template = join(packageOf('cdk8s-cli'), 'templates/typescript-app');
const app = mkdtempSync(join(tmpdir(), 'outrider-template-'));
const inApp = (command: string, ...args: string[]) => run(command, args, { cwd: app });
const inModules = (command: string, ...args: string[]) => run(command, args, { cwd: join(app, 'modules') });
const cdk8s = join(packageOf('cdk8s-cli'), 'bin/cdk8s');
/** As `cdk8s synth` would be called; each call has its own folder for what it writes. */
const synth = ['synth', '--check-upgrade=false', '--output'];
const written = (...names: string[]): string =>
  readFileSync(join(app, ...names, 'template.k8s.yaml'), 'utf8');
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

/** What TypeScript's own pages advise for modules on Node. */
const MODULES = {
  compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, types: [] },
  files: ['main.ts'],
};

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
  const { 'cdk8s-cli': _, ...tools } = { ...devDependencies, tsx: '^4', 'typescript-7': 'npm:typescript@^7' };
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
  mkdirSync(join(app, 'modules'));
  cpSync(join(app, 'main.ts'), join(app, 'modules/main.ts'));
  writeFileSync(join(app, 'modules/package.json'), JSON.stringify({ private: true, type: 'module' }));
  writeFileSync(join(app, 'modules/tsconfig.json'), JSON.stringify(MODULES));
  await inApp('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline');
}, 240_000);

afterAll(() => {
  rmSync(app, { recursive: true, force: true });
}, 60_000);

/** What the app writes, whoever runs it. */
const expected = fileURLToPath(new URL('expected/template.k8s.yaml', import.meta.url));
const manifest = readFileSync(expected, 'utf8');

describe('in the project that `cdk8s init typescript-app` makes', {
  timeout: 240_000,
  concurrent: true,
}, () => {
  it('tsc checks the declarations, without skipLibCheck', async () => {
    await inApp(bin('tsc'), '--build');
  });

  it('and so does TypeScript 7', async () => {
    // Without the template's test: its types of Node 14 do not go with the libraries of TypeScript 7.
    const only = { extends: './tsconfig.json', include: ['main.ts'], compilerOptions: { types: [] } };
    writeFileSync(join(app, 'tsconfig.7.json'), JSON.stringify(only));
    const tsc = join(app, 'node_modules/typescript-7/bin/tsc');
    await inApp(process.execPath, tsc, '-p', 'tsconfig.7.json', '--noEmit');
  });

  it('jest loads the package', async () => {
    const { stderr } = await inApp(bin('jest'));
    expect(stderr).toContain('1 passed, 1 total');
  });

  it('cdk8s synth runs it through ts-node, and the validation plugin on what it wrote', async ({
    expect,
  }) => {
    const { stdout, stderr } = await inApp(process.execPath, cdk8s, ...synth, 'dist');
    expect(stdout + stderr).toMatch(/Kubernetes\s*│\s*1\.30/);
    await expect(written('dist')).toMatchFileSnapshot(expected);
  });

  it('cdk8s synth runs it through tsx, which writes the same', async () => {
    await inApp(process.execPath, cdk8s, ...synth, 'tsx', '--no-validate', '--app', `${bin('tsx')} main.ts`);
    expect(written('tsx')).toBe(manifest);
  });

  it('cdk8s synth --stdout --no-validate writes the manifests and nothing else', async () => {
    const flags = [
      'synth',
      '--check-upgrade=false',
      '--stdout',
      '--no-validate',
      '--app',
      `${bin('tsx')} main.ts`,
    ];
    const { stdout } = await inApp(process.execPath, cdk8s, ...flags);
    expect(stdout).toBe(manifest);
  });
});

describe('as an ECMAScript module', { timeout: 240_000, concurrent: true }, () => {
  it.each(['typescript', 'typescript-7'])('%s checks it', async (compiler) => {
    await inModules(process.execPath, join(app, 'node_modules', compiler, 'bin/tsc'), '-p', '.');
  });

  it('cdk8s synth runs it in Node, which takes the types off, and it writes the same', async () => {
    await inModules(process.execPath, cdk8s, ...synth, 'dist', '--app', `${process.execPath} main.ts`);
    expect(written('modules', 'dist')).toBe(manifest);
  });
});
