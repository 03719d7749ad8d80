import { UsageError } from '../usage-error.ts';
import { FLAGS, type FlagName, specOf } from './flags.ts';
import { didYouMean } from './suggest.ts';

/** What stood on the command line behind the command. */
export interface ParsedFlags {
  readonly paths: readonly string[];
  readonly has: (name: FlagName) => boolean;
  /** The last value given. */
  readonly value: (name: FlagName) => string | undefined;
  readonly values: (name: FlagName) => readonly string[];
}

/**
 * Reads flags in the forms `--name value`, `--name=value`, `-n value`, `-nvalue`; `--` ends them, `-` is a path.
 *
 * @throws UsageError for a flag the command does not take, a missing or surplus value, or one out of its choices
 */
export function parseFlags(args: readonly string[], known: readonly FlagName[]): ParsedFlags {
  const found = new Map<FlagName, string[]>();
  const paths: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') paths.push(...rest.splice(0));
    else if (arg === '-' || !arg.startsWith('-')) paths.push(arg);
    else take(arg, rest, known, found);
  }
  return {
    paths,
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
  };
}

function take(arg: string, rest: string[], known: readonly FlagName[], found: Map<FlagName, string[]>): void {
  const { name, inline } = split(arg, known);
  const { value, repeats, choices } = specOf(name);
  if (value === undefined) {
    if (inline !== undefined) throw new UsageError(`--${name} takes no value`);
    found.set(name, ['']);
    return;
  }
  const given = inline ?? rest.shift();
  if (given === undefined) throw new UsageError(`--${name} needs a value: --${name} ${value}`);
  if (choices !== undefined && !choices.includes(given)) {
    throw new UsageError(
      `Unknown value "${given}" for --${name}${didYouMean(given, choices) || `: known are ${choices.join(', ')}`}`,
    );
  }
  if (found.has(name) && !repeats) throw new UsageError(`--${name} is given twice`);
  found.set(name, [...(found.get(name) ?? []), given]);
}

function split(arg: string, known: readonly FlagName[]): { name: FlagName; inline: string | undefined } {
  if (arg.startsWith('--')) {
    const equals = arg.indexOf('=');
    const text = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
    const inline = equals < 0 ? undefined : arg.slice(equals + 1);
    return { name: named(text, known), inline };
  }
  const name = known.find((flag) => specOf(flag).short === arg[1]);
  if (name === undefined) throw new UsageError(`Unknown flag -${arg[1] ?? ''}`);
  const glued = arg.slice(2);
  return { name, inline: glued === '' ? undefined : glued.replace(/^=/, '') };
}

function named(text: string, known: readonly FlagName[]): FlagName {
  const name = known.find((flag) => flag === text);
  if (name !== undefined) return name;
  if (Object.hasOwn(FLAGS, text)) throw new UsageError(`This command does not take --${text}`);
  throw new UsageError(`Unknown flag --${text}${didYouMean(text, known)}`);
}
