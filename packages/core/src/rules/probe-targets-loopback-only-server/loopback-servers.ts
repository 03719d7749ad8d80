import type { Container } from '../../kubernetes/api-types.gen.ts';
import { type DefaultListener, defaultListenerOf } from '../known/default-listeners.ts';
import { environmentWithPlaces, wordsWithPlaces } from '../signs/texts.ts';

/** A port on which a container listens on loopback only. */
export interface LoopbackServer {
  readonly port: number;
  /** In the words of a message: `--http-address=localhost`. */
  readonly because: string;
  /** The word or variable that makes it listen on every address. */
  readonly remedy: string;
  /** What to replace, below the container; nothing where a word is to be added. */
  readonly at?: string;
  /** Only the value of a variable stands there. */
  readonly field?: 'value';
}

/** What the words and variables say, and what the product does without them. */
export const loopbackServers = (container: Container): readonly LoopbackServer[] => [
  ...saidInOne(container),
  ...saidInTwo(container),
  ...byDefault(container),
];

const LOOPBACK = String.raw`(?:https?:\/\/|tcp:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\])`;
const BINDS = /(?:listen|bind|addr|^http$)/i;
/** Addresses of others. */
const CALLS =
  /upstream|target|backend|remote|server|endpoint|proxy|db|database|redis|url|advertise|peer|join/i;
const FLAG = new RegExp(String.raw`^--?([\w.-]{1,60})=(${LOOPBACK}):(\d{1,5})\/?$`);
const VALUE = new RegExp(String.raw`^(${LOOPBACK}):(\d{1,5})\/?$`);

/** `--listen-address=127.0.0.1:8080`, or a variable such as `LISTEN_ADDR`. */
function saidInOne(container: Container): readonly LoopbackServer[] {
  const words = wordsWithPlaces(container).flatMap(({ path, text }): readonly LoopbackServer[] => {
    const [, flag = '', , port = ''] = FLAG.exec(text) ?? [];
    if (!BINDS.test(flag) || CALLS.test(flag)) return [];
    const remedy = text.replace(/=.*$/, `=0.0.0.0:${port}`);
    return [{ port: Number(port), because: `${text} listens on loopback only`, remedy, at: path }];
  });
  const variables = environmentWithPlaces(container).flatMap(({ path, text }): readonly LoopbackServer[] => {
    const name = container.env?.[Number(/\d+/.exec(path)?.[0])]?.name ?? '';
    const [, , port = ''] = VALUE.exec(text) ?? [];
    if (port === '' || !/LISTEN|BIND/.test(name)) return [];
    const because = `${name}=${text} listens on loopback only`;
    return [{ port: Number(port), because, remedy: `${name}=0.0.0.0:${port}`, at: path, field: 'value' }];
  });
  return [...words, ...variables];
}

const HOST = new RegExp(`^--?(?:host|bind|address|bind-address|listen-address|http-address)=${LOOPBACK}$`);
const PORT = /^--?(?:port|http-port|bind-port|listen-port)=(\d{1,5})$/;

/** `--host=127.0.0.1 --port=8080`. */
function saidInTwo(container: Container): readonly LoopbackServer[] {
  const words = wordsWithPlaces(container);
  const host = words.find(({ text }) => HOST.test(text));
  if (host === undefined) return [];
  const remedy = host.text.replace(/=.*$/, '=0.0.0.0');
  return words.flatMap(({ text }): readonly LoopbackServer[] => {
    const port = PORT.exec(text)?.[1];
    if (port === undefined) return [];
    return [{ port: Number(port), because: `${host.text} listens on loopback only`, remedy, at: host.path }];
  });
}

function byDefault(container: Container): readonly LoopbackServer[] {
  const listener = defaultListenerOf(container);
  return listener === undefined ? [] : [serverOf(listener)];
}

const serverOf = ({ product, port, remedy }: DefaultListener): LoopbackServer => ({
  port,
  because: `${product} listens there on loopback only unless ${remedy} says otherwise`,
  remedy,
});
