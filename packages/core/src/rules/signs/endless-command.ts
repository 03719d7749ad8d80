import type { Container } from '../../kubernetes/api-types.gen.ts';
import { commandLine, statementsOf } from './command-line.ts';

/** The command of a container that surely never ends by itself: `tail -f /dev/null`. */
export function endlessCommand(container: Container): string | undefined {
  const { words, script } = commandLine(container);
  if (script !== undefined) return endlessScript(script);
  const command = words.map((word, index) => (index === 0 ? nameOf(word) : word)).join(' ');
  return ENDLESS.test(command) ? command : serving(words);
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const ENDLESS =
  /^(?:exec )?(?:\S*\/)?(?:tail (?:\S+ )*?(?:-\w*[fF]\w*|--follow\S*)(?: |$)|sleep (?:infinity|inf)$)/;

/** A script whose last command never ends, or whose loop has no way out. */
function endlessScript(script: string): string | undefined {
  const last = statementsOf(script).at(-1);
  if (last !== undefined && !/[|&]/.test(last) && ENDLESS.test(last) && !script.includes('||')) return last;
  return isEndlessLoop(script) ? 'while true' : undefined;
}

function isEndlessLoop(script: string): boolean {
  const [, body = '', after = ''] =
    /\bwhile\s+(?:true|:)\s*[;\n]\s*do\b([\s\S]*)\bdone\b([\s\S]*)$/.exec(script) ?? [];
  return body !== '' && after.trim() === '' && !/\b(?:break|exit|return|exec|kill)\b/.test(body);
}

const SERVERS: ReadonlySet<string> = new Set(['serve', 'server', 'agent']);
const ENDS = /^--?(?:help|version|dry-run|once|one-time|exit-after-auth|validate|check|test)\b/;

/** `serve`, `server` or `agent` as the subcommand of a program. */
function serving(words: readonly string[]): string | undefined {
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  const subcommand = [first, second].find((word) => word !== undefined && SERVERS.has(word));
  if (subcommand === undefined || words.some((word) => ENDS.test(word))) return undefined;
  return (first === undefined || first === subcommand ? [subcommand] : [nameOf(first), subcommand]).join(' ');
}
