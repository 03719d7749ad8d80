import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RuleContext } from '../rule.ts';
import { loopbackPort } from './loopback.ts';
import { needsMeshOf } from './mesh-network.ts';
import { emptyDirs, readVolume, writableVolumes } from './volumes.ts';

/**
 * What an init container needs of a container that would serve it if it were up: `127.0.0.1:5432`, `the volume "certs"`.
 * `earlier` are the init containers before it.
 */
export function neededByInit(
  context: Pick<RuleContext, 'pod'>,
  init: Container,
  server: Container,
  earlier: readonly Container[],
): string | undefined {
  const port = loopbackPort(init, server);
  if (port !== undefined) return port;
  const volume = filledVolume(context, init, server, earlier);
  return volume === undefined ? needsMeshOf(init, server, earlier) : `the volume "${volume}"`;
}

/** An emptyDir that the init container only reads, and that nobody before it may have filled. */
function filledVolume(
  { pod }: Pick<RuleContext, 'pod'>,
  init: Container,
  server: Container,
  earlier: readonly Container[],
): string | undefined {
  const volume = readVolume(init, server);
  if (volume === undefined || !emptyDirs(pod.spec).has(volume)) return undefined;
  return earlier.some((one) => writableVolumes(one).has(volume)) ? undefined : volume;
}
