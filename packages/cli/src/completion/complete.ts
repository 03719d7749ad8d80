import { FEATURE_GATES, KUBERNETES_VERSIONS, RULES, SEVERITIES } from '@outrider/core';
import { COMMANDS, type Command, isCommandName } from '../commands/commands.ts';
import { COMMON, type FlagName, specOf } from '../flags/flags.ts';
import { SHELLS } from './scripts.ts';

/** What may stand at the cursor. */
export interface Completion {
  readonly values: readonly (readonly [value: string, says: string])[];
  /** Whether files may stand there too. */
  readonly files: boolean;
  /** Whether the word goes on behind the value, as `SidecarContainers=` does. */
  readonly goesOn?: boolean;
}

/** What may stand at the last of `words`, which stand behind `outrider`; that one may be empty or begun. */
export function complete(words: readonly string[]): Completion {
  const typed = joined(words);
  const word = typed.at(-1) ?? '';
  const found = candidates(typed.slice(0, -1), word);
  return { ...found, values: found.values.filter(([value]) => value.startsWith(word)) };
}

/** Some shells break words at `=`: `--output`, `=`, `json` is one word. */
function joined(words: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const word of words) {
    const last = whole.at(-1);
    if (last !== undefined && (word === '=' || last.endsWith('='))) whole.splice(-1, 1, last + word);
    else whole.push(word);
  }
  return whole;
}

function candidates(before: readonly string[], word: string): Completion {
  const [name] = before;
  if (name === undefined) return closed(commandNames());
  if (name === 'help') return closed(before.length === 1 ? commandNames() : []);
  if (name === 'completion') return closed(before.length === 1 ? SHELLS.map((shell) => [shell, '']) : []);
  if (!isCommandName(name)) return closed([]);
  const command: Command = COMMANDS[name];
  const known = [...command.flags, ...COMMON];
  const flag = flagAt(before.at(-1) ?? '', known);
  if (flag !== undefined) return valuesOf(flag, command, word);
  const equals = /^--([\w-]+)=/.exec(word);
  if (equals)
    return behind(
      equals[0],
      valuesOf(
        known.find((one) => one === equals[1]),
        command,
        word.slice(equals[0].length),
      ),
    );
  if (word.startsWith('-')) return closed(known.map((one) => [`--${one}`, specOf(one).help]));
  if (name === 'rules') return closed(before.length === 1 ? ruleIds() : []);
  return { values: [], files: true };
}

const closed = (values: Completion['values']): Completion => ({ values, files: false });

const behind = (prefix: string, { values, ...rest }: Completion): Completion => ({
  ...rest,
  values: values.map(([value, says]) => [prefix + value, says]),
});

const commandNames = (): Completion['values'] => [
  ...Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const),
  ['help', 'what a command does'],
  ['completion', 'completion for your shell'],
  ['version', 'the version of outrider'],
];

const ruleIds = (): Completion['values'] => RULES.map(({ meta }) => [meta.id, meta.summary]);

/** The flag whose value comes next, if the word before is one that takes a value. */
function flagAt(word: string, known: readonly FlagName[]): FlagName | undefined {
  const flag = known.find((name) => word === `--${name}` || word === `-${specOf(name).short}`);
  return flag !== undefined && specOf(flag).value !== undefined ? flag : undefined;
}

/** Values of a flag, where they are known beforehand. */
function valuesOf(flag: FlagName | undefined, { formats }: Command, word: string): Completion {
  if (flag === undefined) return closed([]);
  const { choices } = specOf(flag);
  if (choices !== undefined) return closed(choices.map((choice) => [choice, '']));
  switch (flag) {
    case 'output':
      return closed(formats.map((format) => [format, '']));
    case 'kubernetes-version':
    case 'kubelet-version':
    case 'from':
    case 'to':
      return closed(KUBERNETES_VERSIONS.map((version) => [version, '']));
    case 'feature-gate':
    case 'kubelet-feature-gate':
      return {
        values: Object.keys(FEATURE_GATES).map((gate) => [`${gate}=`, '']),
        files: false,
        goesOn: true,
      };
    case 'rule':
      return ruleLevels(word);
    case 'workload':
    case 'container':
    case 'before':
      return closed([]);
    default:
      return { values: [], files: true };
  }
}

/** `ID=LEVEL`, one half after the other. */
function ruleLevels(word: string): Completion {
  const [id] = word.split('=');
  if (word.includes('=')) return closed(['off', ...SEVERITIES].map((level) => [`${id}=${level}`, '']));
  return { ...closed(ruleIds().map(([one, says]) => [`${one}=`, says])), goesOn: true };
}
