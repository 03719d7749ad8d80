import type { Container } from '../../kubernetes/api-types.gen.ts';

/** How a container shows that it needs another one of its Pod: `127.0.0.1:5432` or the volume `certs`. */
export function needs(user: Container, sidecar: Container): string | undefined {
  return loopbackPort(user, sidecar) ?? readVolume(user, sidecar);
}

const LOOPBACK = /(?:^|[^\w.-])(?:localhost|127\.0\.0\.1|\[::1\])(?=$|[^\w.-])/;
const LOOPBACK_PORT = /(?:^|[^\w.-])(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})(?!\d)/g;

/** A loopback address in what the user is told, with a port that the sidecar is told or declares. */
function loopbackPort(user: Container, sidecar: Container): string | undefined {
  const texts = textsOf(user);
  if (!texts.some((text) => LOOPBACK.test(text))) return undefined;
  const direct = texts.flatMap((text) => Array.from(text.matchAll(LOOPBACK_PORT), ([, port]) => port ?? ''));
  const alone = texts.filter((text) => /^\d{2,5}$/.test(text));
  const own = new Set(declaredPorts(user));
  const ports = new Set([...declaredPorts(sidecar), ...flaggedPorts(sidecar)]);
  const port = [...direct, ...alone, ...flaggedPorts(user)].find(
    (candidate) => ports.has(candidate) && !own.has(candidate),
  );
  return port === undefined ? undefined : `127.0.0.1:${port}`;
}

/** Words and values of the manifest that may hold addresses. */
const textsOf = ({ command, args, env }: Container): readonly string[] => [
  ...(command ?? []),
  ...(args ?? []),
  ...(env ?? []).flatMap(({ value }) => (value === undefined ? [] : [value])),
];

const declaredPorts = ({ ports }: Container): readonly string[] =>
  (ports ?? []).map(({ containerPort }) => String(containerPort));

/** Ports in flags: `--port=5432`, `--port 5432`, `-instances=db=tcp:5432`. */
function flaggedPorts({ command, args }: Container): readonly string[] {
  const words = [...(command ?? []), ...(args ?? [])];
  return words.flatMap((word, index) => [
    ...Array.from(word.matchAll(/port[= ]([^\s,"';]+)|tcp:(\d{2,5})\b/gi), ([, a, b]) => a ?? b ?? ''),
    ...(/^--?[\w-]*port$/i.test(word) ? [words[index + 1] ?? ''] : []),
  ]);
}

/** A volume that the user only reads and the sidecar may write. */
function readVolume(user: Container, sidecar: Container): string | undefined {
  const written = new Set(
    (sidecar.volumeMounts ?? []).flatMap(({ name, readOnly }) => (readOnly === true ? [] : [name])),
  );
  const read = (user.volumeMounts ?? []).find(({ name, readOnly }) => readOnly === true && written.has(name));
  return read === undefined ? undefined : `the volume "${read.name ?? ''}"`;
}
