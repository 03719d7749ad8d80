import { isJsonObject, type JsonObject } from '@outrider/core';
import { call, literal } from './code.ts';
import { type Part, security } from './container-parts.ts';
import { isEmpty, isSame, subtract } from './subtract.ts';

/** What `.hardened()` writes. */
const HARDENED: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** `.hardened()` where the context has all of it, and `.security()` for what it has besides. */
export function hardened(container: JsonObject): Part | undefined {
  const plain = security(container);
  const { securityContext } = container;
  if (plain === undefined || !isJsonObject(securityContext) || !isHardened(securityContext)) return plain;
  const more = subtract(securityContext, HARDENED) ?? {};
  const calls = isEmpty(more) ? [call('hardened')] : [call('hardened'), call('security', literal(more))];
  return { ...plain, calls };
}

const isHardened = (context: JsonObject): boolean =>
  Object.entries(HARDENED).every(([key, value]) => isSame(context[key] ?? null, value));
