import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const bin: string = fileURLToPath(new URL('../dist/main.js', import.meta.url));
export const fixtures: string = fileURLToPath(new URL('./fixtures/', import.meta.url));

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

interface Options {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built CLI as a user would, without colours and 100 columns wide unless told otherwise. */
export function outrider(
  args: readonly string[],
  { input = '', cwd = fixtures, env = {} }: Options = {},
): Result {
  if (!existsSync(bin)) throw new Error('Build first: these tests run dist/main.js');
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...inherited, NO_COLOR: '1', COLUMNS: '100', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, exitCode: status };
}

/** `outrider validate - < web.yaml` as it stands in a transcript; only `<` and quotes of a shell are known. */
export function transcriptOf(command: string): string {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const redirect = words.indexOf('<');
  const [name, ...args] = redirect < 0 ? words : words.slice(0, redirect);
  if (name !== 'outrider') throw new Error(`A transcript runs outrider and nothing else: ${command}`);
  const input = redirect < 0 ? '' : readFileSync(`${fixtures}${words[redirect + 1] ?? ''}`, 'utf8');
  const { stdout, stderr, exitCode } = outrider(args, { input });
  const errors = stderr === '' ? [] : ['--- standard error', stderr.trimEnd()];
  return [
    `$ ${command}`,
    ...(stdout === '' ? [] : [stdout.trimEnd()]),
    ...errors,
    `--- exit code ${exitCode}`,
  ].join('\n');
}
