import type { Container } from '../../kubernetes/api-types.gen.ts';
import { knownPorts } from '../known/listeners.ts';
import { once } from './once.ts';
import { declaredPorts, flaggedPorts, ownPorts } from './ports.ts';
import { textsOf } from './texts.ts';

const LOOPBACK = /(?:^|[^\w.-])(?:localhost|127\.0\.0\.1|\[::1\])(?=$|[^\w.-])/;
const LOOPBACK_PORT = /(?:^|[^\w.-])(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})(?!\d)/g;

/** Whether a text names an address of the Pod itself. */
export const namesLoopback = (text: string): boolean => LOOPBACK.test(text);

/** Ports behind loopback addresses in a text: `5432` of `postgres://127.0.0.1:5432/shop`. */
export const loopbackPortsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(LOOPBACK_PORT), ([, port]) => port ?? '');

/** Ports of the Pod that a container is told with a loopback address, but for its own. */
const toldPorts = once((user): readonly string[] => {
  const texts = textsOf(user);
  if (!texts.some(namesLoopback)) return [];
  const alone = texts.filter((text) => /^\d{2,5}$/.test(text));
  const own = new Set(declaredPorts(user));
  const told = [...texts.flatMap(loopbackPortsIn), ...alone, ...flaggedPorts(user)];
  return told.filter((port) => !own.has(port));
});

const servedPorts = once(
  (server): ReadonlySet<string> => new Set([...ownPorts(server), ...knownPorts(server).map(String)]),
);

/** A loopback address in what the user is told, with a port that the server is told, declares or is known for. */
export function loopbackPort(user: Container, server: Container): string | undefined {
  const told = toldPorts(user);
  const port = told.length === 0 ? undefined : told.find((candidate) => servedPorts(server).has(candidate));
  return port === undefined ? undefined : `127.0.0.1:${port}`;
}
