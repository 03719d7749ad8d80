import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { Pod } from '../../workload/workload.ts';
import type { Seen } from '../input/rule-input.ts';
import { statementsOf } from './command-line.ts';
import { commandLineWithMounts } from './mounted-script.ts';

/** A process with the number 1 that has no handler for SIGTERM: the kernel drops the signal. */
export interface DeafProcess {
  /** `tail -f /dev/null`, or the part of a script for which the shell stays. */
  readonly command: string;
  /** Otherwise it depends on the image's shell whether it hands its place to the last command. */
  readonly certain: boolean;
}

/** Programs that install no handler. */
const WITHOUT_HANDLER: ReadonlySet<string> = new Set(['tail', 'sleep', 'cat']);

type PodSeen = Seen & { readonly pod: Pod };

/** What in a container's command is deaf to SIGTERM. Nothing is known of a container without a command. */
export function deafProcess(seen: PodSeen, container: Container): DeafProcess | undefined {
  const { shareProcessNamespace, hostPID, os } = seen.pod.spec;
  const isOne = shareProcessNamespace !== true && hostPID !== true && os?.name !== 'windows';
  if (!isOne || container.command === undefined || container.lifecycle?.stopSignal !== undefined) {
    return undefined;
  }
  const { words, script } = commandLineWithMounts(seen, container);
  if (script !== undefined) return deafScript(script, nameOf(words[0] ?? ''));
  return deafCommand(words.join(' '));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const HANDLES = /\btrap\b(?:[\s\S]{0,500}\b(?:SIG)?TERM\b|[^\n;]{0,200}\s15\b)/;

/** `exec` with a command, not with a redirection alone. */
const REPLACES = /^(?:(?:then|else|do)\s+)?exec\s+[^\s<>&\d]/;

function deafScript(script: string, shell: string): DeafProcess | undefined {
  if (HANDLES.test(script)) return undefined;
  const statements = statementsOf(script);
  const replaced = statements.find((one) => REPLACES.test(one));
  if (replaced !== undefined) return deafCommand(replaced.replace(/^.*?\bexec\s+/, ''));
  const last = statements.at(-1) ?? '';
  const loop = statements.find((one) => /^(?:while|until|for)\b/.test(one));
  if (loop !== undefined && /^done\b/.test(last))
    return { command: `${shell} -c '${loop} …'`, certain: true };
  if (/(?<!\|)\|(?!\|)/.test(last) || last === 'wait') {
    return { command: `${shell} -c '${statements.length > 1 ? '… ' : ''}${last}'`, certain: true };
  }
  return (
    deafCommand(last) ??
    (FORKS.has(shell) && PLAIN.test(last) ? { command: last, certain: false } : undefined)
  );
}

function deafCommand(statement: string): DeafProcess | undefined {
  const program = nameOf(statement.split(/\s/, 1)[0] ?? '');
  return WITHOUT_HANDLER.has(program) ? { command: statement, certain: true } : undefined;
}

/** Debian's sh is dash, which starts even the last command as a child; bash and BusyBox hand over their place. */
const FORKS: ReadonlySet<string> = new Set(['sh', 'dash']);

/** A command, and not the end of a loop or a branch. */
const PLAIN = /^(?!(?:done|fi|esac)\b)(?:[^&"'(){}]|"[^"]*"|'[^']*')+$/;
