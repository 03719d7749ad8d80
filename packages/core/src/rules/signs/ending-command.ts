import type { LifecycleHandler, PodSpec } from '../../kubernetes/api-types.gen.ts';
import { quitCallIn } from '../known/quit-calls.ts';
import { fromWords, statementsOf } from './command-line.ts';
import { namesLoopback } from './loopback.ts';
import { sleepOf } from './sleep-seconds.ts';

/** Something in a hook that makes the process of its own container end. */
export interface Ending {
  /** `nginx -s quit` */
  readonly command: string;
  /** What the hook sleeps before it. */
  readonly afterSeconds: number;
  /** The hook does nothing else, but for sleeping and talking. */
  readonly alone: boolean;
}

/** Words after which a script waits for something itself, so that nobody can say when it goes on. */
const WAITS = /\b(?:while|until|for|wait|inotifywait)\b/;

/** How a hook ends its own container's process, if that is certain. */
export function endingIn(
  { httpGet, exec }: LifecycleHandler,
  { shareProcessNamespace }: PodSpec,
): Ending | undefined {
  if (httpGet !== undefined) {
    const { path = '', port = '' } = httpGet;
    const quits = QUIT_PATH.test(path) || quitCallIn(`:${port}${path}`) !== undefined;
    return quits ? { command: `GET ${path}`, afterSeconds: 0, alone: true } : undefined;
  }
  const { words, script } = fromWords(exec?.command ?? []);
  if (script !== undefined && WAITS.test(script)) return undefined;
  const statements = script === undefined ? [words.join(' ')] : statementsOf(script);
  const ends = (statement: string): boolean =>
    endsServer(statement) || (shareProcessNamespace !== true && kills(statement));
  const index = statements.findIndex(ends);
  const command = statements[index];
  if (command === undefined) return undefined;
  return {
    command,
    afterSeconds: statements.slice(0, index).reduce((sum, one) => sum + (sleepOf(one) ?? 0), 0),
    alone: statements.every((one) => ends(one) || IDLE.test(one)),
  };
}

const IDLE = /^(?:\S*\/)?(?:sleep|echo|true|exit|:)(?:\s|$)/;

/** The last part of a path that servers listen to for their end. */
const QUIT_PATH = /\/(?:quitquitquit|quit|shutdown)\/?(?:\?|$)/;

/** Without a shared process namespace, processes of its own container are all that a container can signal. */
function kills(statement: string): boolean {
  const [name = '', ...args] = wordsOf(statement);
  return KILLERS.has(name) && isEnd(signalOf(args));
}

function endsServer(statement: string): boolean {
  const [name = '', ...args] = wordsOf(statement);
  return (
    (STOPPERS[name] ?? []).some((word) => args.includes(word)) ||
    (args[0] === 'shutdown' && !WITH_FILES.has(name)) ||
    quitCallIn(statement) !== undefined ||
    (CALLERS.has(name) && namesLoopback(statement) && args.some((word) => QUIT_PATH.test(unquoted(word))))
  );
}

/** The words of a command, the first without its folder. */
function wordsOf(statement: string): readonly string[] {
  const words = statement.split(/\s+/);
  const [program = '', ...args] = words[0] === 'exec' ? words.slice(1) : words;
  return [program.slice(program.lastIndexOf('/') + 1), ...args];
}

const unquoted = (word: string): string => word.replace(/["']/g, '');

/** Commands that take names of files. */
const WITH_FILES: ReadonlySet<string> = new Set([
  'echo',
  'touch',
  'rm',
  'cat',
  'ls',
  'mkdir',
  'test',
  '[',
  'printf',
  'logger',
]);

const KILLERS: ReadonlySet<string> = new Set(['kill', 'pkill', 'killall']);
const CALLERS: ReadonlySet<string> = new Set(['curl', 'wget']);

/** Subcommands by which a program ends its server, all of them gracefully or not. */
const STOPPERS: Readonly<Record<string, readonly string[]>> = {
  nginx: ['quit', 'stop'],
  apachectl: ['stop', 'graceful-stop'],
  apache2ctl: ['stop', 'graceful-stop'],
  httpd: ['stop', 'graceful-stop'],
  supervisorctl: ['shutdown'],
  rabbitmqctl: ['stop', 'shutdown'],
  'redis-cli': ['shutdown', 'SHUTDOWN'],
  pg_ctl: ['stop'],
  caddy: ['stop'],
};

/** `TERM` of `-TERM`, `-15`, `-s TERM` and of nothing at all; `HUP` of `-HUP`. */
function signalOf(args: readonly string[]): string {
  const index = args.findIndex((word) => /^(?:-s|-n|--signal)$/.test(word));
  const given =
    index >= 0
      ? args[index + 1]
      : args.find((word) => /^(?:-(?:SIG)?[A-Z][A-Z0-9]*|-\d+|--signal=\S+)$/.test(word));
  return (given ?? 'TERM').replace(/^-+(?:signal=)?/, '').replace(/^SIG/, '');
}

const isEnd = (signal: string): boolean => /^(?:TERM|INT|QUIT|KILL|ABRT|15|2|3|9|6)$/.test(signal);
