import type { Container } from '../../kubernetes/api-types.gen.ts';
import { meshOfProxy } from '../known/meshes.ts';
import { finiteCommand } from './finite-command.ts';

/** Between the redirection and the proxy that it leads to, nothing gets out of the Pod. */
export function needsMeshOf(
  init: Container,
  sidecar: Container,
  earlier: readonly Container[],
): string | undefined {
  const mesh = meshOfProxy(sidecar);
  if (mesh === undefined || init.securityContext?.runAsUser === mesh.uid) return undefined;
  const isRedirected = earlier.some(({ name }) => mesh.redirects.includes(name ?? ''));
  return isRedirected && !staysInside(init) ? 'the network' : undefined;
}

const FILES = /^(?:\S*\/)?(?:cp|mv|ln|mkdir|chown|chmod|chgrp|tar|unzip|install|touch|rm|sed|sysctl)\b/;

/** Work on files alone. */
const staysInside = (init: Container): boolean => FILES.test(finiteCommand(init) ?? '');
