import type { Container } from '../../kubernetes/api-types.gen.ts';
import { loopbackPort } from './loopback.ts';
import { readVolume } from './volumes.ts';

/** How a container shows that it needs another one of its Pod: `127.0.0.1:5432` or the volume `certs`. */
export function needs(user: Container, server: Container): string | undefined {
  const port = loopbackPort(user, server);
  if (port !== undefined) return port;
  const volume = readVolume(user, server);
  return volume === undefined ? undefined : `the volume "${volume}"`;
}
