import {
  containersNamed,
  type FindOffence,
  hasUserNamespace,
  quoted,
  type SecurityCheck,
  sortedSet,
  visited,
} from '../check.ts';

const unmasked: FindOffence = (pod) => {
  const bad = visited(pod).filter(({ security }) => (security.procMount ?? 'Default') !== 'Default');
  if (bad.length === 0) return undefined;
  const values = sortedSet(bad.map(({ security }) => security.procMount ?? ''));
  return {
    reason: 'procMount',
    detail: `${containersNamed(bad.map(({ name }) => name))} must not set securityContext.procMount to ${quoted(values)}`,
    paths: bad.map(({ securityPath }) => `${securityPath}.procMount`),
  };
};

/** `check_procMount_baseline.go`; before 1.35 a gate let Pods with a user namespace through. */
export const procMount: SecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod, on) =>
        on.UserNamespacesPodSecurityStandards && on.podSecurityRelaxesProcMount && hasUserNamespace(pod)
          ? undefined
          : unmasked(pod, on),
    },
    { since: 35, find: (pod, on) => (hasUserNamespace(pod) ? undefined : unmasked(pod, on)) },
  ],
};

/** `check_procMount_restricted.go` */
export const procMountRestricted: SecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  replaces: 'procMount',
  revisions: [{ since: 35, find: unmasked }],
};
