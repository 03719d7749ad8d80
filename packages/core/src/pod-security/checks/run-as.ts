import {
  containersNamed,
  type FindOffence,
  hasUserNamespace,
  type SecurityCheck,
  settersOf,
  visited,
} from '../check.ts';

/** From 1.35 Pods with a user namespace may run as root inside it; before, a gate decided. */
const unlessInUserNamespace =
  (find: FindOffence): FindOffence =>
  (pod, on) =>
    hasUserNamespace(pod) ? undefined : find(pod, on);

const unlessGated =
  (find: FindOffence): FindOffence =>
  (pod, on) =>
    on.UserNamespacesPodSecurityStandards && hasUserNamespace(pod) ? undefined : find(pod, on);

const mayBeRoot: FindOffence = (pod) => {
  const ofPod = pod.spec.securityContext?.runAsNonRoot;
  const containers = visited(pod);
  const saying = containers.filter(({ security }) => security.runAsNonRoot === false);
  if (ofPod === false || saying.length > 0) {
    const setters = settersOf(
      ofPod === false,
      saying.map(({ name }) => name),
    );
    const paths = saying.map(({ securityPath }) => securityPath);
    return {
      reason: 'runAsNonRoot != true',
      detail: `${setters} must not set securityContext.runAsNonRoot=false`,
      paths: [...(ofPod === false ? ['spec.securityContext'] : []), ...paths].map(
        (path) => `${path}.runAsNonRoot`,
      ),
    };
  }
  const silent = containers.filter(({ security }) => security.runAsNonRoot === undefined);
  if (ofPod === true || silent.length === 0) return undefined;
  return {
    reason: 'runAsNonRoot != true',
    detail: `pod or ${containersNamed(silent.map(({ name }) => name))} must set securityContext.runAsNonRoot=true`,
    paths: silent.map(({ securityPath }) => securityPath),
  };
};

/** `check_runAsNonRoot.go` */
export const runAsNonRoot: SecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  revisions: [
    { since: 0, find: unlessGated(mayBeRoot) },
    { since: 35, find: unlessInUserNamespace(mayBeRoot) },
  ],
};

const isRoot: FindOffence = (pod) => {
  const ofPod = pod.spec.securityContext?.runAsUser === 0;
  const bad = visited(pod).filter(({ security }) => security.runAsUser === 0);
  if (!ofPod && bad.length === 0) return undefined;
  const paths = bad.map(({ securityPath }) => securityPath);
  return {
    reason: 'runAsUser=0',
    detail: `${settersOf(
      ofPod,
      bad.map(({ name }) => name),
    )} must not set runAsUser=0`,
    paths: [...(ofPod ? ['spec.securityContext'] : []), ...paths].map((path) => `${path}.runAsUser`),
  };
};

/** `check_runAsUser.go` */
export const runAsUser: SecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  revisions: [
    { since: 23, find: unlessGated(isRoot) },
    { since: 35, find: unlessInUserNamespace(isRoot) },
  ],
};
