import { containersNamed, type FindOffence, isWindows, type SecurityCheck, visited } from '../check.ts';

/** `check_privileged.go` */
export const privileged: SecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod) => {
        const bad = visited(pod).filter(({ security }) => security.privileged === true);
        if (bad.length === 0) return undefined;
        return {
          reason: 'privileged',
          detail: `${containersNamed(bad.map(({ name }) => name))} must not set securityContext.privileged=true`,
          paths: bad.map(({ securityPath }) => `${securityPath}.privileged`),
        };
      },
    },
  ],
};

const escalates: FindOffence = (pod) => {
  const bad = visited(pod).filter(({ security }) => security.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersNamed(bad.map(({ name }) => name))} must set securityContext.allowPrivilegeEscalation=false`,
    paths: bad.map(({ securityPath }) => securityPath),
  };
};

/** `check_allowPrivilegeEscalation.go` */
export const allowPrivilegeEscalation: SecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  revisions: [
    { since: 8, find: escalates },
    { since: 25, find: (pod, on) => (isWindows(pod) ? undefined : escalates(pod, on)) },
  ],
};
