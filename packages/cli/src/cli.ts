import * as module from 'node:module';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS, type Command, isCommandName } from './commands/commands.ts';
import { COMMON } from './flags/flags.ts';
import { parseFlags } from './flags/parse-flags.ts';
import { didYouMean } from './flags/suggest.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

/** Runs `outrider …` and gives the exit code: 0 fine, 1 findings, 2 could not run. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    return report(error, io);
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === 'version') {
    io.out(`outrider ${manifest.version}\n`);
    return 0;
  }
  if (name === undefined || name.startsWith('-') || name === 'help') return await topLevel(name, rest, io);
  if (name === 'completion') return (await import('./completion/commands.ts')).completion(rest, io);
  if (name === '__complete') return (await import('./completion/commands.ts')).answerShell(rest, io);
  const command = commandNamed(name);
  const flags = parseFlags(rest, [...COMMON, ...command.flags]);
  if (flags.has('version')) return await dispatch(['--version'], io);
  if (flags.has('help')) return await help(name, io);
  module.enableCompileCache?.();
  const runCommand = await command.load();
  return await runCommand(flags, io);
}

async function topLevel(name: string | undefined, rest: readonly string[], io: Io): Promise<number> {
  if (name === 'help' && rest[0] === 'completion') return await dispatch(['completion', '--help'], io);
  if (name === 'help' && rest[0] !== undefined) commandNamed(rest[0]);
  if (name === 'help' || name === '-h' || name === '--help') return await help(rest[0], io);
  if (name !== undefined) throw new UsageError(`The command comes first: outrider <command> … ${name}`);
  const { topLevelHelp } = await import('./help.ts');
  io.err(topLevelHelp());
  return 2;
}

function commandNamed(name: string): Command {
  if (isCommandName(name)) return COMMANDS[name];

  const known = [...Object.keys(COMMANDS), 'help', 'completion', 'version'];
  throw new UsageError(
    `Unknown command "${name}"${didYouMean(name, known) || `: known are ${known.join(', ')}`}`,
  );
}

async function help(name: string | undefined, io: Io): Promise<number> {
  const { commandHelp, topLevelHelp } = await import('./help.ts');
  io.out(name !== undefined && isCommandName(name) ? commandHelp(name) : topLevelHelp());
  return 0;
}

/** A mistake on the command line is one line; anything else is our own defect and asks to be told. */
function report(error: unknown, io: Io): number {
  if (error instanceof UsageError) io.err(`outrider: ${error.message}\n`);
  else io.err(defect(error));
  return 2;
}

function defect(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `outrider ${manifest.version}: this is a defect of outrider, please report it with the input that caused it\nNode ${process.version}\n${stack}\n`;
}
