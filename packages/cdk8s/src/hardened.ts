import type { SecurityContext } from '@outrider/core';

/**
 * What the Pod Security Standard `restricted` wants of a container
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted), and a read-only root file system.
 */
export const HARDENED: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
