import type { SeccompProfile } from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Pod } from '../../workload/workload.ts';
import {
  containersNamed,
  type FindOffence,
  isWindows,
  type Offence,
  plural,
  quoted,
  type SecurityCheck,
  settersOf,
  sortedSet,
  visited,
} from '../check.ts';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

const isAllowedAnnotation = (value: string): boolean =>
  value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');

const annotations: FindOffence = (pod) => {
  const given = pod.metadata.annotations ?? {};
  const keys = [POD_ANNOTATION, ...visited(pod).map(({ name }) => CONTAINER_ANNOTATION + name)];
  const bad = sortedSet(keys).filter(
    (key) => Object.hasOwn(given, key) && !isAllowedAnnotation(given[key] ?? ''),
  );
  if (bad.length === 0) return undefined;
  const list = sortedSet(bad.map((key) => `${key}=${goQuote(given[key] ?? '')}`));
  return {
    reason: 'seccompProfile',
    detail: `forbidden ${plural(bad.length, 'annotation', 'annotations')} ${list.join(', ')}`,
    paths: bad.map((key) => `metadata.annotations[${key}]`),
  };
};

const isAllowed = ({ type = '' }: SeccompProfile): boolean =>
  type === 'Localhost' || type === 'RuntimeDefault';
const isForbidden = (profile: SeccompProfile | undefined): boolean =>
  profile !== undefined && !isAllowed(profile);

/** What the Pod or a container sets, and may not. */
function forbiddenTypes(pod: Pod): Offence | undefined {
  const ofPod = pod.spec.securityContext?.seccompProfile;
  const bad = visited(pod).filter(({ security }) => isForbidden(security.seccompProfile));
  if (bad.length === 0 && !isForbidden(ofPod)) return undefined;
  const setters = settersOf(
    isForbidden(ofPod),
    bad.map(({ name }) => name),
  );
  const types = [
    ...(isForbidden(ofPod) ? [ofPod] : []),
    ...bad.map(({ security }) => security.seccompProfile),
  ];
  const paths = bad.map(({ securityPath }) => securityPath);
  return {
    reason: 'seccompProfile',
    detail: `${setters} must not set securityContext.seccompProfile.type to ${quoted(
      sortedSet(types.map((profile) => profile?.type ?? '')),
    )}`,
    paths: [...(isForbidden(ofPod) ? ['spec.securityContext'] : []), ...paths].map(
      (path) => `${path}.seccompProfile.type`,
    ),
  };
}

/** `check_seccompProfile_baseline.go` */
export const seccompBaseline: SecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  revisions: [
    { since: 0, find: annotations },
    { since: 19, find: forbiddenTypes },
  ],
};

const restricted: FindOffence = (pod) => {
  const forbidden = forbiddenTypes(pod);
  if (forbidden !== undefined || pod.spec.securityContext?.seccompProfile !== undefined) return forbidden;
  const bad = visited(pod).filter(({ security }) => security.seccompProfile === undefined);
  if (bad.length === 0) return undefined;
  return {
    reason: 'seccompProfile',
    detail: `pod or ${containersNamed(bad.map(({ name }) => name))} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
    paths: bad.map(({ securityPath }) => securityPath),
  };
};

/** `check_seccompProfile_restricted.go` */
export const seccompRestricted: SecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  replaces: 'seccompProfile_baseline',
  revisions: [
    { since: 19, find: restricted },
    { since: 25, find: (pod, on) => (isWindows(pod) ? undefined : restricted(pod, on)) },
  ],
};
