import type { LifecycleHandler } from '../../kubernetes/api-types.gen.ts';
import { fromWords, statementsOf } from './command-line.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };
const SLEEP = /^(?:exec\s+)?(?:\S*\/)?sleep\s+(\d+(?:\.\d+)?)([smhd]?)$/;
/** Words after which it is not certain that a later command runs, or runs once. */
const CONTROL = /\b(?:if|while|until|for|case|timeout|trap|break|exit|return)\b|\|\||(?<!&)&(?!&)/;

/** Seconds that a hook surely sleeps: the native action, or the `sleep` commands of its exec. */
export function sleepSeconds(hook: LifecycleHandler): number | undefined {
  if (hook.sleep?.seconds !== undefined) return hook.sleep.seconds;
  const command = hook.exec?.command;
  if (command === undefined) return undefined;
  const { words, script } = fromWords(command);
  const statements = script === undefined ? [words.join(' ')] : plainStatements(script);
  const sleeps = statements.flatMap((statement) => sleepOf(statement) ?? []);
  return sleeps.length === 0 ? undefined : sleeps.reduce((sum, seconds) => sum + seconds, 0);
}

/** A script with branches or loops may skip its sleeps: nothing is sure about it. */
const plainStatements = (script: string): readonly string[] =>
  CONTROL.test(script) ? [] : statementsOf(script);

/** Seconds of one `sleep` command. */
export function sleepOf(statement: string): number | undefined {
  const [, amount, unit = ''] = SLEEP.exec(statement) ?? [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit] ?? 1);
}

/** Whether a hook does nothing but sleep. */
export function onlySleeps({ sleep, exec }: LifecycleHandler): boolean {
  if (sleep !== undefined) return true;
  const { words, script } = fromWords(exec?.command ?? []);
  const statements = script === undefined ? [words.join(' ')] : statementsOf(script);
  return statements.length > 0 && statements.every((statement) => sleepOf(statement) !== undefined);
}
