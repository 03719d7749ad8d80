import type { Container } from '../../kubernetes/api-types.gen.ts';
import { LONGEST } from './command-line.ts';
import { environmentWithPlaces, type PlacedText, wordsWithPlaces } from './texts.ts';

/**
 * What a flag says, `true` where it says nothing, and the word below the container that has it: `--http-port=9801`,
 * `--http-port 9801`, also inside of a script.
 */
export function placedFlag(container: Container, flag: string): PlacedText | undefined {
  const words = wordsWithPlaces(container)
    .filter(({ text }) => text.length <= LONGEST)
    .flatMap(({ path, text }) => text.split(/\s+/).map((word) => ({ path, text: word })));
  const index = words.findIndex(({ text }) => isFlag(text, flag));
  const found = words[index];
  if (found === undefined) return undefined;
  const equals = found.text.indexOf('=');
  const next = words[index + 1]?.text ?? '-';
  const alone = next.startsWith('-') ? 'true' : next;
  return { path: found.path, text: equals < 0 ? alone : found.text.slice(equals + 1) };
}

const isFlag = (word: string, flag: string): boolean => {
  const name = word.split('=', 1)[0] ?? '';
  return name === `--${flag}` || name === `-${flag}`;
};

/** What an environment variable of the manifest says, and where. */
export function placedVariable(container: Container, name: string): PlacedText | undefined {
  const index = (container.env ?? []).findLastIndex((one) => one.name === name);
  return environmentWithPlaces(container).find(({ path }) => path === `env[${index}].value`);
}

/** What a flag or the variable that means the same says: `--http-port=9801`, `CSQL_PROXY_HTTP_PORT`. */
export const flagValue = (container: Container, flag: string, variable: string): string | undefined =>
  (placedFlag(container, flag) ?? placedVariable(container, variable))?.text;
