import { didYouMean } from '../flags/suggest.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { complete } from './complete.ts';
import { SCRIPTS, SHELLS, type Shell } from './scripts.ts';

/** `outrider completion SHELL`: prints what the shell evaluates. */
export function completion([name, ...more]: readonly string[], io: Io): number {
  const shell = SHELLS.find((known) => known === name);
  if (name === '-h' || name === '--help') io.out(help());
  else if (shell === undefined || more.length > 0) throw new UsageError(whichShell(name));
  else io.out(SCRIPTS[shell]);
  return 0;
}

/** `outrider __complete -- WORDS…`: what may stand at the last of the words, in the words of Cobra's protocol. */
export function answerShell(args: readonly string[], io: Io): number {
  const { values, files, goesOn = false } = complete(args[0] === '--' ? args.slice(1) : args);
  const lines = values.map(([value, says]) => (says === '' ? value : `${value}\t${says}`));
  io.out(`${[...lines, `:${(goesOn ? 2 : 0) + (files ? 0 : 4)}`].join('\n')}\n`);
  return 0;
}

const HOW: Readonly<Record<Shell, string>> = {
  bash: 'source <(outrider completion bash)      in ~/.bashrc',
  zsh: 'source <(outrider completion zsh)       in ~/.zshrc, behind compinit',
  fish: 'outrider completion fish | source       in ~/.config/fish/config.fish',
};

const help = (): string =>
  `Usage: outrider completion ${SHELLS.join('|')}\n\nPrints the completion of commands, flags and their values for a shell:\n${SHELLS.map(
    (shell) => `  ${HOW[shell]}\n`,
  ).join('')}`;

const whichShell = (name: string | undefined): string =>
  name === undefined
    ? `For which shell? outrider completion ${SHELLS.join('|')}`
    : `No completion for "${name}"${didYouMean(name, SHELLS) || `: known are ${SHELLS.join(', ')}`}`;
