import type { Container } from '../../kubernetes/api-types.gen.ts';
import { configTextsOf } from '../input/config-maps.ts';
import type { Seen } from '../input/rule-input.ts';
import { type CommandLine, commandLine } from './command-line.ts';

/** Longer than the scripts that people mount. */
const LONGEST = 65_536;

const SHELL = /(?:^|[\s/])(?:ba|da|a|z|k)?sh$/;

/** The command of a container; where that is a shell script of a ConfigMap of the input, as if it were given with `sh -c`. */
export function commandLineWithMounts(seen: Seen, container: Container): CommandLine {
  const given = commandLine(container);
  const [program = '', argument = ''] = given.words;
  const file = SHELL.test(program) ? argument : program;
  if (given.script !== undefined || !file.includes('/')) return given;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const text = configTextsOf(seen, container).find(({ key }) => key === name)?.text ?? '';
  const shell = SHELL.test(program) ? program : (/^#!\s*(\S+(?: \S+)?)/.exec(text)?.[1] ?? '');
  if (text === '' || text.length > LONGEST || !SHELL.test(shell)) return given;
  return { words: [shell.slice(shell.lastIndexOf(' ') + 1), file], script: text };
}
