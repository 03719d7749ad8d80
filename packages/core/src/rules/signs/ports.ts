import type { Container, ContainerPort } from '../../kubernetes/api-types.gen.ts';
import { commandLine } from './command-line.ts';
import { once } from './once.ts';

/** Port numbers that a container declares. */
export const declaredPorts = ({ ports }: Container): readonly string[] =>
  (ports ?? []).map(({ containerPort }) => String(containerPort));

/** The declared port of a number or a name; the protocol counts where it is given. */
export const portOf = (
  { ports }: Container,
  port: number | string | undefined,
  protocol?: string,
): ContainerPort | undefined =>
  (ports ?? []).find(
    (one) =>
      (typeof port === 'number' ? one.containerPort === port : one.name !== undefined && one.name === port) &&
      (protocol === undefined || (one.protocol ?? 'TCP') === protocol),
  );

/** Ports in flags: `--port=5432`, `--port 5432`, `-instances=db=tcp:5432`. */
export const flaggedPorts: (container: Container) => readonly string[] = once((container: Container) => {
  const { words } = commandLine(container);
  return words.flatMap((word, index) => [
    ...Array.from(word.matchAll(/port[= ]([^\s,"';]+)|tcp:(\d{2,5})\b/gi), ([, a, b]) => a ?? b ?? ''),
    ...(/^--?[\w-]*port$/i.test(word) ? [words[index + 1] ?? ''] : []),
  ]);
});

const LISTENS = /^--?(?:(?:http|https|grpc|tcp|admin|health|metrics|listen|server|proxy)[-_]?)?port$/i;

/** Ports that a container's flags tell it to listen on, not those of others: `--port`, `--http-port`, no `--app-port`. */
export function listeningPorts(container: Container): readonly string[] {
  const { words } = commandLine(container);
  return words.flatMap((word, index) => {
    const [flag = '', joined] = word.split('=', 2);
    const port = LISTENS.test(flag) ? (joined ?? words[index + 1] ?? '') : '';
    return /^\d{1,5}$/.test(port) ? [port] : [];
  });
}

/** Ports that the manifest shows a container to serve: declared, or told to it in a flag. */
export const ownPorts = (container: Container): ReadonlySet<string> =>
  new Set([...declaredPorts(container), ...flaggedPorts(container)]);
