import type { Container } from '../../kubernetes/api-types.gen.ts';
import { once } from './once.ts';

/** What a container is told to run: its words, and the script if a shell is to run one. */
export interface CommandLine {
  readonly words: readonly string[];
  /** The text behind `sh -c`. */
  readonly script?: string;
}

const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** The command and arguments that the manifest gives; what the image has by itself is not known. */
export const commandLine: (container: Container) => CommandLine = once(({ command, args }: Container) =>
  fromWords([...(command ?? []), ...(args ?? [])]),
);

/** Longer than what people write: of more, no rule says anything, and no pattern takes long. */
export const LONGEST = 8192;

export function fromWords(given: readonly string[]): CommandLine {
  const words = given.reduce((sum, word) => sum + word.length, 0) > LONGEST ? [] : given;
  const flag = words.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
  const script = words[flag + 1] === '--' ? words[flag + 2] : words[flag + 1];
  if (flag < 1 || script === undefined || !SHELL.test(words[0] ?? '')) return { words };
  return { words, script };
}

/** The simple commands of a script, each as its words, split where a shell would go on to the next. */
export const statementsOf = (script: string): readonly string[] =>
  script
    .split(/&&|\|\||[;\n]/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !statement.startsWith('#'));
