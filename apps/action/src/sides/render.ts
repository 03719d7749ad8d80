import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface RenderOptions {
  readonly script: string;
  readonly side: 'base' | 'head';
  readonly folder: string;
  /** A folder of this run alone, for the output and a home. */
  readonly scratch: string;
  readonly env: Environment;
  /** Never given to the script, under whatever name the environment has it. */
  readonly token: string;
  readonly print: (text: string) => void;
}

/** The rendered manifests are in here. */
export interface Rendered {
  readonly folder: string;
}

export class RenderError extends UserError {
  override readonly name = 'RenderError';
}

const MOST_MINUTES = 10;
const MOST_PRINTED = 1024 * 1024;

/**
 * Runs the lines of the workflow's author in a folder of one side, as the runner would run a step: bash, stopping at
 * the first failure. They write manifests to `$OUTRIDER_OUT`.
 *
 * @throws RenderError if they fail or take too long
 */
export async function render(options: RenderOptions): Promise<Rendered> {
  const { side, scratch } = options;
  const place = (name: string): string => {
    const path = join(scratch, side, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const [folder, home] = [place('out'), place('home')];
  const file = join(scratch, side, 'render.sh');
  writeFileSync(file, `${options.script}\n`);
  const env = {
    ...renderEnvironment(options.env, options.token),
    HOME: home,
    OUTRIDER_OUT: folder,
    OUTRIDER_SIDE: side,
  };
  const stopped = randomUUID();
  options.print(`::group::render on the ${side}\n::stop-commands::${stopped}\n`);
  try {
    await run(file, env, options);
  } finally {
    options.print(`::${stopped}::\n::endgroup::\n`);
  }
  return { folder };
}

/** What a program of the pull request must not get: the token, and the files that speak to the runner. */
const WITHHELD = /^(INPUT_|ACTIONS_|GITHUB_|RUNNER_|STATE_|GH_TOKEN$|GIT_CONFIG_)/i;

export const renderEnvironment = (env: Environment, token: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || WITHHELD.test(name) || (token !== '' && value.includes(token))
        ? []
        : [[name, value]],
    ),
  );

function run(
  file: string,
  env: Record<string, string>,
  { side, folder: cwd, print }: RenderOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      windowsHide: true,
    });
    const fail = (why: string): void => reject(new RenderError(`Cannot render the ${side}: ${why}`));
    const timer = setTimeout(() => {
      killAll(child.pid);
      fail(`the command did not end within ${MOST_MINUTES} minutes`);
    }, MOST_MINUTES * 60_000);
    printLines(child.stdout, side, print);
    printLines(child.stderr, side, print);
    child.on('error', ({ message }) => {
      clearTimeout(timer);
      fail(message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else fail(`the command ended with ${code === null ? signal : `exit code ${code}`}`);
    });
  });
}

/** The group, so that what the script started ends too. */
function killAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Each line behind the name of its side: a line that begins with `::` would be obeyed. */
function printLines(stream: NodeJS.ReadableStream, side: string, print: (text: string) => void): void {
  let rest = '';
  let printed = 0;
  stream.setEncoding('utf8');
  const show = (line: string): void => {
    if (printed > MOST_PRINTED) return;
    printed += line.length + 1;
    print(`${side} | ${printed > MOST_PRINTED ? '… (no more output is shown)' : line}\n`);
  };
  stream.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split(/\r\n|[\r\n]/);
    rest = lines.pop() ?? '';
    if (rest.length > MOST_PRINTED) rest = rest.slice(0, MOST_PRINTED);
    lines.forEach(show);
  });
  stream.on('end', () => {
    if (rest !== '') show(rest);
  });
}
