import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { UserError } from '../user-error.ts';

/** Git could not do what the comparison needs. */
export class GitError extends UserError {
  override readonly name = 'GitError';
}

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** First line of what git complained of. */
  readonly reason: string;
}

export interface GitOptions {
  readonly input?: string;
  /** Configuration of this one command: `[name, value]`; a name may occur twice. */
  readonly settings?: readonly Setting[];
}

export type Setting = readonly [name: string, value: string];
type Environment = Readonly<Record<string, string | undefined>>;
export type RunGit = (args: readonly string[], options?: GitOptions) => GitAnswer;

/**
 * Nothing that a repository brings may run: no hooks, no file-system monitor, no bare repository that somebody
 * committed. The owner of the workspace may be another user, as in containers.
 */
const SETTINGS: readonly Setting[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['safe.bareRepository', 'explicit'],
  ['safe.directory', '*'],
  ['protocol.ext.allow', 'never'],
  ['fetch.recurseSubmodules', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

const MOST_BYTES = 256 * 1024 * 1024;
const MOST_MILLISECONDS = 5 * 60_000;

/** Runs git in the top folder of a working tree. */
export const gitIn =
  (root: string, env: Environment): RunGit =>
  (args, { input = '', settings = [] } = {}) => {
    const { status, error, stdout, stderr } = spawnSync('git', args, {
      cwd: root,
      input,
      env: gitEnvironment(env, [...SETTINGS, ...settings]),
      maxBuffer: MOST_BYTES,
      timeout: MOST_MILLISECONDS,
      windowsHide: true,
    });
    return { ok: status === 0, stdout: stdout ?? Buffer.alloc(0), reason: reasonOf(error, stderr) };
  };

/** Ours come last, so that they win. Inputs of the Action are none of git's business. */
function gitEnvironment(env: Environment, settings: readonly Setting[]): NodeJS.ProcessEnv {
  const inherited = Object.entries(env).filter(([name]) => !NOT_INHERITED.test(name));
  const before = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const config = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, name],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(config),
    GIT_CONFIG_COUNT: String(before + settings.length),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    LC_ALL: 'C',
  };
}

const NOT_INHERITED = /^(INPUT_|GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|NAMESPACE)$)/i;

function reasonOf(error: Error | undefined, stderr: Buffer | undefined): string {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'git is not installed';
  if (code === 'ETIMEDOUT') return 'git did not end within 5 minutes';
  const lines = (stderr?.toString('utf8') ?? '').split('\n').filter((line) => line !== '');
  return lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? error?.message ?? '';
}
